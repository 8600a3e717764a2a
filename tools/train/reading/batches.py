"""Batches of questions, each with the same number of windows."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch


class Cached:
    """States of sequences, from the files of states.py."""

    def __init__(self, cache, name):
        self.states = np.load(Path(cache) / f"{name}.npy", mmap_mode="r")
        self.starts = np.load(Path(cache) / f"{name}.starts.npy")

    def __len__(self):
        return len(self.starts) - 1

    def of(self, row):
        return self.states[self.starts[row] : self.starts[row + 1]]

    def means(self):
        """Unit vectors [sequences, width / 2]: the mean of the last layer's states."""
        half = self.states.shape[1] // 2
        found = np.stack([self.of(row)[:, half:].astype(np.float32).mean(0) for row in range(len(self))])
        return found / np.linalg.norm(found, axis=1, keepdims=True)


@dataclass
class Reading:
    """[n, windows, length, …] of passages and [n, length, …] of questions."""

    windows: torch.Tensor
    window_mask: torch.Tensor
    matches: torch.Tensor
    questions: torch.Tensor
    question_mask: torch.Tensor


def stacked(rows):
    room = max(len(row) for row in rows)
    states = np.zeros((len(rows), room, rows[0].shape[1]), dtype=np.float32)
    mask = np.zeros((len(rows), room), dtype=bool)
    for index, row in enumerate(rows):
        states[index, : len(row)] = row
        mask[index, : len(row)] = True
    return torch.from_numpy(states), torch.from_numpy(mask)


def collect(texts, window_states, question_states, questions, choices):
    """`questions` are (row in question_states, word piece ids); `choices` lists the windows of each, equally many."""
    count = len(choices[0])
    flat = [window for group in choices for window in group]
    windows, mask = stacked([window_states.of(window) for window in flat])
    matches = np.zeros(mask.shape, dtype=np.int64)
    for index, window in enumerate(flat):
        ids = texts.windows[window].ids
        matches[index, : len(ids)] = np.isin(ids, questions[index // count][1])
    asked, asked_mask = stacked([question_states.of(row) for row, _ in questions])
    shape = (len(choices), count)
    return Reading(
        windows.unflatten(0, shape),
        mask.unflatten(0, shape),
        torch.from_numpy(matches).unflatten(0, shape),
        asked,
        asked_mask,
    )
