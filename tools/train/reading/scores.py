"""Exact match and token F1 as in SQuAD (Rajpurkar et al. 2016), and a reader's best answers."""

import random
import re
import string
from collections import Counter

import numpy as np
import torch

from reading.batches import Piece, collect
from reading.texts import FILES, LONGEST_ANSWER

STARTS = 5


def normalised(text):
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def f1(answer, truth):
    found, wanted = normalised(answer).split(), normalised(truth).split()
    common = sum((Counter(found) & Counter(wanted)).values())
    if not common:
        return float(found == wanted)
    precision, recall = common / len(found), common / len(wanted)
    return 2 * precision * recall / (precision + recall)


def best(answer, truths):
    exact = max(normalised(answer) == normalised(truth) for truth in truths)
    return float(exact), max(f1(answer, truth) for truth in truths)


@torch.inference_mode()
def answers(reader, batch):
    """For each row the best (score, first, last): the logarithm of the span's odds against nowhere."""
    states, question = reader(batch)
    scores = reader.pointer.start(states, batch.words, question)
    top, where = scores.topk(min(STARTS, scores.shape[1]))
    steps = torch.arange(scores.shape[1])
    best = [(-1e9, 0, 0)] * len(scores)
    for choice in range(where.shape[1]):
        first = where[:, choice]
        after = steps[None] - first[:, None]
        allowed = batch.words & (after >= 0) & (after < LONGEST_ANSWER)
        chosen = states[torch.arange(len(states)), first]
        value, last = reader.pointer.end(states, allowed, question, chosen).log_softmax(-1).max(-1)
        total = (top[:, choice] + value).tolist()
        for row, score in enumerate(total):
            found = (score, int(first[row]) - batch.offset[row], int(last[row]) - batch.offset[row])
            best[row] = max(best[row], found)
    return best


def validation(texts, count):
    """Some questions of SQuAD, and some that their passage does not answer."""
    groups = {}
    for name in ("val", "unanswerable"):
        squad = [record for record in texts.questions(FILES[name]) if record["source"].startswith("squad-v")]
        groups[name] = random.Random(1).sample(squad, count)
    return groups


def evaluate(reader, encoder, texts, records, size=16):
    """EM and F1, each record answered from its own passage, and tenths of the best answers' scores."""
    reader.eval()
    pairs = [(row, window) for row, record in enumerate(records) for window in texts.of_passage[record["passage_id"]]]
    pairs.sort(key=lambda pair: len(texts.windows[pair[1]].ids))
    best_of = {}
    for at in range(0, len(pairs), size):
        part = pairs[at : at + size]
        asked = [(records[row]["ids"], [Piece(texts.windows[window].ids)]) for row, window in part]
        for (row, window), found in zip(part, answers(reader, collect(asked, encoder))):
            best_of[row] = max(best_of.get(row, (-1e9,)), (*found, window))
    exact, overlap = [], []
    for row, (_, first, last, window) in best_of.items():
        if records[row]["answers"]:
            piece = texts.windows[window]
            text = texts.text[piece.passage][piece.offsets[first][0] : piece.offsets[last][1]]
            em, value = best(text, [answer["text"] for answer in records[row]["answers"]])
            exact.append(em)
            overlap.append(value)
    tenths = np.quantile([found[0] for found in best_of.values()], np.arange(0.1, 1, 0.1)).round(2).tolist()
    mean = {"em": round(float(np.mean(exact)), 4), "f1": round(float(np.mean(overlap)), 4)} if exact else {}
    return {**mean, "tenths": tenths}
