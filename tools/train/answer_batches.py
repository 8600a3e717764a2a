"""Batches of questions: each with its photo's row in the batch, its words and its answer.

The decoder reads the question too: its words, then `<answer>`, are what it continues.
"""

from dataclasses import dataclass

import numpy as np
import torch

import data
from batches import IGNORE

KEEP_MARK = 0.7
KEEP_WORD = 0.96


@dataclass
class Asked:
    owners: torch.Tensor
    questions: torch.Tensor
    mask: torch.Tensor
    tokens: torch.Tensor
    targets: torch.Tensor


def padded(rows, fill):
    room = max((len(row) for row in rows), default=1)
    array = np.full((len(rows), room), fill)
    for index, row in enumerate(rows):
        array[index, : len(row)] = row
    return torch.from_numpy(array)


def prompt_of(question):
    return [*question, data.ANSWER]


def targets_of(question, answer):
    return [*[IGNORE] * len(question), *(IGNORE if i == data.UNKNOWN else i for i in answer), data.END]


def of(pairs, owners):
    """`pairs` of question ids and answer ids; unknown words of an answer are not learnt."""
    questions = [question for question, _ in pairs]
    padding = padded([[1] * len(question) for question in questions], 0)
    return Asked(
        torch.tensor(owners, dtype=torch.long),
        padded(questions, data.PAD),
        padding.bool(),
        padded([prompt_of(question) + list(answer) for question, answer in pairs], data.PAD),
        padded([targets_of(question, answer) for question, answer in pairs], IGNORE),
    )


def pack(groups, most, chance):
    """At most `most` questions of each photo; some lose their last mark, as people leave it out, some a word."""
    pairs, owners = [], []
    for row, group in enumerate(groups):
        for question, answer in chance.sample(group, min(len(group), most)):
            bare = len(question) > 1 and chance.random() > KEEP_MARK
            heard = [i if chance.random() < KEEP_WORD else data.UNKNOWN for i in question]
            pairs.append((heard[:-1] if bare else heard, answer))
            owners.append(row)
    return of(pairs, owners)
