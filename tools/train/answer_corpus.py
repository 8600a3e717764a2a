"""Photos, captions and questions for training answers."""

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

import data
import questions
from augment import mirrored
from batches import Captions, Maps
from features import groups_of

GROUPS = ["train", "train-asked"]


@dataclass
class Photos:
    features: torch.Tensor
    captions: list
    questions: list


class AnswerCorpus:
    """Rows are the photos of `train`, then those of `train-asked`; features are maps or cells."""

    def __init__(self, folder, cache, made, words):
        records = data.photos(folder)
        groups = groups_of(records)
        self.cache = Path(cache)
        self.train = [record for name in GROUPS for record in groups[name]]
        self.used = [row for row, record in enumerate(self.train) if not questions.held_out(record)]
        taught = [self.train[row] for row in self.used]
        fabricated = [question for path in made for question in questions.made(path)]
        images = {record["image"] for record in taught}
        human = questions.written(taught)
        own = [question for question in fabricated if question.image in images]
        self.vocabulary = questions.grown_vocabulary(words, human + own)
        self.captions = Captions(self.train, data.Vocabulary(words))
        turned = [question for question in map(questions.turned, human) if question]
        self.asked = questions.Asked(human + turned + own, self.vocabulary, [record["image"] for record in self.train])
        self.maps = [Maps(cache, name) for name in GROUPS]
        self.first_asked = len(groups["train"])

        val = {name: groups[name] for name in ("val", "val-asked")}
        self.val_maps = {name: Maps(cache, name) for name in val}
        self.val_sets = {
            "coco-qa": self.val_set(val, questions.written([*val["val"], *val["val-asked"]])),
            "made": self.val_set(val, random.Random(1).sample(*sampled(fabricated, val))),
            "daquar": self.held_out_set(),
        }
        self.val_records = [record for record in val["val"] if record["source"] == "flickr8k"]
        self.val_rows = [row for row, record in enumerate(val["val"]) if record["source"] == "flickr8k"]

    def take(self, rows, chance):
        variants = [chance.choice(list(self.maps[self.group_of(row)].variants)) for row in rows]
        features = torch.from_numpy(np.stack([self.features_of(r, v) for r, v in zip(rows, variants)])).float()
        return Photos(
            features,
            [self.captions.of(row, variant) for row, variant in zip(rows, variants)],
            [
                (self.asked.mirrored if mirrored(variant) else self.asked.plain)[row]
                for row, variant in zip(rows, variants)
            ],
        )

    def features_of(self, row, variant=0):
        group = self.group_of(row)
        return self.maps[group].variants[variant][row - group * self.first_asked]

    def group_of(self, row):
        return int(row >= self.first_asked)

    def states(self, model, features):
        if features.dim() == 3:
            return model.bridge(features)
        return model.memory(features.contiguous(memory_format=torch.channels_last))

    def batches(self, size, visits, chance):
        """Shuffled batches of an epoch; `visits` tells how often photos come: "rooms" (DAQUAR), "asked", "captioned"."""
        rows = []
        for row in self.used:
            times = visits[self.kind(row)]
            rows += [row] * (int(times) + (chance.random() < times % 1))
        chance.shuffle(rows)
        return [rows[start : start + size] for start in range(0, len(rows), size)]

    def kind(self, row):
        record = self.train[row]
        if record["source"] == "daquar":
            return "rooms"
        return "asked" if record["questions"] else "captioned"

    def val_set(self, groups, found):
        """Questions with the features of their photos: [(question, group, row)]."""
        place = {record["image"]: (name, row) for name, group in groups.items() for row, record in enumerate(group)}
        return [(q, lambda at=place[q.image]: self.val_maps[at[0]].variants[0][at[1]]) for q in found]

    def held_out_set(self):
        rows = [row for row, record in enumerate(self.train) if questions.held_out(record)]
        place = {self.train[row]["image"]: row for row in rows}
        found = questions.written([self.train[row] for row in rows])
        return [(q, lambda row=place[q.image]: self.features_of(row)) for q in found]

    def word_vectors(self, team):
        """Vectors of the vocabulary, computed once."""
        path = self.cache / f"word-vectors-{len(self.vocabulary)}.pt"
        if team.rank == 0 and not path.exists():
            from word_vectors import vectors_of

            torch.save(vectors_of(self.vocabulary.words), path)
        team.wait()
        return torch.load(path, weights_only=True)


def sampled(made, val, most=1500):
    """Arguments of a sample: the questions made about validation photos, and how many of them."""
    images = {record["image"] for group in val.values() for record in group}
    found = [question for question in made if question.image in images]
    return found, min(most, len(found))
