"""Batches for training: the captions of one photo run side by side in one row that queries one memory."""

from pathlib import Path

import numpy as np
import torch

import data
from augment import mirrored

IGNORE = -100
LONGEST = 30


class Maps:
    """Cached maps of a group, in the variants that are on disk."""

    def __init__(self, cache, group):
        self.variants = {}
        self.cache, self.group = Path(cache), group
        self.refresh()

    def refresh(self):
        for path in self.cache.glob(f"{self.group}-[0-9]*.npy"):
            variant = int(path.stem.rsplit("-", 1)[1])
            if variant not in self.variants:
                self.variants[variant] = np.load(path, mmap_mode="r")

    def take(self, rows, variants):
        return torch.from_numpy(
            np.stack([self.variants[variant][row] for row, variant in zip(rows, variants)])
        ).float()


def mirror(words):
    swap = {"left": "right", "right": "left"}
    return [swap.get(word, word) for word in words]


class Captions:
    """Encoded captions of each photo, as written and as they read in the mirror."""

    def __init__(self, records, vocabulary):
        words = [[data.words_of(caption)[:LONGEST] for caption in record["captions"]] for record in records]
        self.plain = [[vocabulary.encode(w) for w in group if w] for group in words]
        self.mirrored = [[vocabulary.encode(mirror(w)) for w in group if w] for group in words]
        self.lengths = [sum(len(ids) + 1 for ids in group) for group in self.plain]

    def of(self, row, variant):
        return (self.mirrored if mirrored(variant) else self.plain)[row]


def buckets(lengths, size, chance):
    """Shuffled batches of photos whose captions take about the same room."""
    order = sorted(range(len(lengths)), key=lambda row: lengths[row] + chance.random() * 12)
    groups = [order[start : start + size] for start in range(0, len(order), size)]
    chance.shuffle(groups)
    return groups


def pack(groups):
    """Tokens, targets, positions and the mask (same caption, not later) of photos' caption groups."""
    room = max(sum(len(ids) + 1 for ids in group) for group in groups)
    tokens = np.full((len(groups), room), data.PAD)
    targets = np.full((len(groups), room), IGNORE)
    positions = np.zeros((len(groups), room), dtype=np.int64)
    segments = np.full((len(groups), room), -1)
    for row, group in enumerate(groups):
        at = 0
        for index, ids in enumerate(group):
            end = at + len(ids) + 1
            tokens[row, at:end] = [data.CAPTION, *ids]
            targets[row, at:end] = [*(IGNORE if i == data.UNKNOWN else i for i in ids), data.END]
            positions[row, at:end] = range(end - at)
            segments[row, at:end] = index
            at = end
    tokens, targets, positions, segments = map(torch.from_numpy, (tokens, targets, positions, segments))
    same = segments[:, :, None] == segments[:, None, :]
    mask = (same & torch.ones(room, room, dtype=torch.bool).tril())[:, None]
    return tokens, targets, positions, mask
