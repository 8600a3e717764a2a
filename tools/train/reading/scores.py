"""Exact match and token F1 as in SQuAD (Rajpurkar et al. 2016), and greedy answers of a reader."""

import re
import string
from collections import Counter

import numpy as np
import torch

from reading.batches import collect
from reading.texts import LONGEST_ANSWER

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


def attend(reader, batch):
    """States [n, windows, length, width], question vectors and start scores of a batch."""
    memory, vector = reader.ask(batch.questions, batch.question_mask)
    n, windows = batch.windows.shape[:2]
    repeat = torch.arange(n).repeat_interleave(windows)
    states = reader.read(
        batch.windows.flatten(0, 1),
        batch.matches.flatten(0, 1),
        batch.window_mask.flatten(0, 1),
        memory[repeat],
        batch.question_mask[repeat],
    ).unflatten(0, (n, windows))
    return states, vector, reader.pointer.start(states, vector, batch.window_mask)


@torch.inference_mode()
def answer(reader, batch):
    """For each question (window, first, last, probability of the span, probability of nowhere)."""
    states, vector, scores = attend(reader, batch)
    probabilities = scores.softmax(-1)
    length = batch.windows.shape[2]
    found = []
    for row in range(len(states)):
        top, where = probabilities[row, 1:].topk(min(STARTS, probabilities.shape[1] - 1))
        window, first = where // length, where % length
        ends = reader.pointer.end(
            states[row, window],
            vector[row].expand(len(where), -1),
            states[row, window, first],
            batch.window_mask[row, window],
        )
        steps = torch.arange(length)[None] - first[:, None]
        ends = ends.masked_fill((steps < 0) | (steps >= LONGEST_ANSWER), -1e9).softmax(-1)
        last = ends.argmax(-1)
        spans = top * ends.gather(1, last[:, None])[:, 0]
        pick = int(spans.argmax())
        found.append((int(window[pick]), int(first[pick]), int(last[pick]), float(spans[pick]), float(probabilities[row, 0])))
    return found


def evaluate(reader, texts, window_states, question_states, records, size=16):
    """EM, F1 and mean probability of nowhere, each record answered from its own passage."""
    reader.eval()
    order = sorted(range(len(records)), key=lambda row: len(texts.of_passage[records[row]["passage_id"]]))
    exact, overlap, nowhere = [], [], []
    start = 0
    while start < len(order):
        count = len(texts.of_passage[records[order[start]]["passage_id"]])
        rows = [row for row in order[start : start + size] if len(texts.of_passage[records[row]["passage_id"]]) == count]
        choices = [list(texts.of_passage[records[row]["passage_id"]]) for row in rows]
        batch = collect(texts, window_states, question_states, [(records[row]["row"], records[row]["ids"]) for row in rows], choices)
        for row, group, (window, first, last, _, none) in zip(rows, choices, answer(reader, batch)):
            nowhere.append(none)
            if records[row]["answers"]:
                piece = texts.windows[group[window]]
                text = texts.text[piece.passage][piece.offsets[first][0] : piece.offsets[last][1]]
                em, value = best(text, [a["text"] for a in records[row]["answers"]])
                exact.append(em)
                overlap.append(value)
        start += len(rows)
    mean = lambda values: round(float(np.mean(values)), 4) if values else None
    return {"em": mean(exact), "f1": mean(overlap), "declined": mean([none > 0.5 for none in nowhere]), "questions": len(records)}
