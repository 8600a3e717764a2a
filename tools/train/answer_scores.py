"""How often a model's greedy answers are the expected ones, with the photo and without."""

import json
from collections import defaultdict

import numpy as np
import torch

import answer_batches
import generate
import metrics
import questions as asking
from data import END, PAD, words_of

CHUNK = 64


@torch.inference_mode()
def answers_of(model, corpus, entries, blind):
    """Answers as lists of words, in the order of the entries."""
    vocabulary, found = corpus.vocabulary, []
    for start in range(0, len(entries), CHUNK):
        chunk = entries[start : start + CHUNK]
        photos, owners = {}, []
        for question, load in chunk:
            if question.image not in photos:
                photos[question.image] = (len(photos), load())
            owners.append(photos[question.image][0])
        features = torch.from_numpy(np.stack([feature for _, feature in photos.values()])).float()
        ids = [asking.ids_of(question.question, vocabulary) for question, _ in chunk]
        asked = answer_batches.of([(question, []) for question in ids], owners)
        hidden = torch.full((len(chunk),), blind)
        states = corpus.states(model, features)
        projected = model.joined(states, asked.owners, model.text(asked.questions, asked.mask), asked.mask, hidden)
        found += greedy(model, projected, ids)
    return [vocabulary.decode(ids) for ids in found]


def greedy(model, projected, questions, longest=asking.LONGEST_ANSWER):
    """Ids of the answer to each question (a list of ids), without the end."""
    rows, live = [[] for _ in questions], [True] * len(questions)
    for _ in range(longest):
        texts = [answer_batches.prompt_of(question) + row for question, row in zip(questions, rows)]
        tokens = answer_batches.padded(texts, PAD)
        kept = torch.zeros(tokens.shape, dtype=torch.bool)
        kept[range(len(texts)), [len(text) - 1 for text in texts]] = True
        chosen = model.decoder(tokens, torch.arange(tokens.shape[1])[None], projected, kept=kept).argmax(-1)
        for index, token in enumerate(chosen.tolist()):
            live[index] = live[index] and token != END
            if live[index]:
                rows[index].append(token)
        if not any(live):
            break
    return rows


def validate_answers(model, corpus, captions=300):
    """Exact matches of each set and type as JSON, and the captions' CIDEr-D."""
    model.eval()
    report = {}
    for name, entries in corpus.val_sets.items():
        for blind in (False, True):
            by_type = defaultdict(list)
            for (question, _), words in zip(entries, answers_of(model, corpus, entries, blind)):
                right = words == question.answer
                by_type["all"].append(right)
                by_type[question.type].append(right)
            report[f"{name}{' blind' if blind else ''}"] = {
                key: round(float(np.mean(value)), 3) for key, value in by_type.items()
            }
    maps = corpus.val_maps["val"].variants[0]
    rows = corpus.val_rows[:captions]
    with torch.inference_mode():
        states = torch.cat(
            [
                corpus.states(model, torch.from_numpy(np.asarray(maps[rows[start : start + CHUNK]])).float())
                for start in range(0, len(rows), CHUNK)
            ]
        )
        written = [
            corpus.vocabulary.decode(ids)
            for start in range(0, len(rows), CHUNK)
            for ids in generate.beams(model, states[start : start + CHUNK], 3, 0.8, no_repeat=2)
        ]
    references = [[words_of(c) for c in record["captions"]] for record in corpus.val_records[: len(rows)]]
    report["captions"] = round(metrics.summary(written, references)["cider_d"], 4)
    return json.dumps(report)
