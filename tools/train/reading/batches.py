"""Windows beside their questions: the rows that the reader reads."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch


class Cached:
    """States of sequences, from the files of states.py."""

    def __init__(self, cache, name):
        self.states = np.load(Path(cache) / f"{name}.npy", mmap_mode="r")
        self.starts = np.load(Path(cache) / f"{name}.starts.npy")

    def of(self, row):
        return self.states[self.starts[row] : self.starts[row + 1]]


@dataclass
class Question:
    states: np.ndarray
    ids: np.ndarray


@dataclass
class Piece:
    """Word pieces first to last (exclusive) of a window."""

    states: np.ndarray
    ids: np.ndarray
    window: int
    first: int
    last: int

    def __len__(self):
        return self.last - self.first


def piece_of(texts, cached, window, first=0, last=None):
    ids = texts.windows[window].ids
    last = len(ids) if last is None else last
    return Piece(cached.of(window)[1 + first : 1 + last], ids[first:last], window, first, last)


@dataclass
class Batch:
    """[n, length, …]: the question with its special tokens, then the window's words; `offset` is where these begin."""

    states: torch.Tensor
    segments: torch.Tensor
    matches: torch.Tensor
    mask: torch.Tensor
    questions: torch.Tensor
    question_mask: torch.Tensor
    offset: list

    @property
    def words(self):
        """Where the windows' words are."""
        return self.mask & (self.segments == 1)


def collect(pairs):
    """A batch of (Question, Piece)."""
    width = pairs[0][0].states.shape[1]
    room = max(len(question.states) + len(piece) for question, piece in pairs)
    asked = max(len(question.states) for question, _ in pairs)
    states = np.zeros((len(pairs), room, width), dtype=np.float32)
    segments = np.zeros((len(pairs), room), dtype=np.int64)
    matches = np.zeros((len(pairs), room), dtype=np.int64)
    mask = np.zeros((len(pairs), room), dtype=bool)
    offset = []
    for row, (question, piece) in enumerate(pairs):
        start = len(question.states)
        end = start + len(piece)
        states[row, :start] = question.states
        states[row, start:end] = piece.states
        segments[row, start:end] = 1
        matches[row, 1 : start - 1] = np.isin(question.ids, piece.ids)
        matches[row, start:end] = np.isin(piece.ids, question.ids)
        mask[row, :end] = True
        offset.append(start)
    whole = torch.from_numpy(states)
    question_mask = torch.arange(asked)[None] < torch.tensor(offset)[:, None]
    return Batch(
        whole,
        torch.from_numpy(segments),
        torch.from_numpy(matches),
        torch.from_numpy(mask),
        whole[:, :asked],
        question_mask,
        offset,
    )
