"""Windows beside their questions: the rows that the reader reads."""

from dataclasses import dataclass

import numpy as np
import torch


@dataclass
class Piece:
    """Word pieces first to last (exclusive) of a window, or of another text."""

    ids: np.ndarray
    first: int = 0

    def __len__(self):
        return len(self.ids)


@dataclass
class Sequences:
    """Word pieces before the first layer [n, length, width], with their special tokens."""

    embedded: torch.Tensor
    mask: torch.Tensor


@dataclass
class Batch:
    """Rows [n, length]: a question with its special tokens, then a window's words, which begin at `offset`.

    `places` says where each stands among the states of all questions, then of all windows.
    """

    questions: Sequences
    windows: Sequences
    question_of: torch.Tensor
    places: torch.Tensor
    segments: torch.Tensor
    matches: torch.Tensor
    mask: torch.Tensor
    offset: list

    @property
    def words(self):
        """Where the windows' words are."""
        return self.mask & (self.segments == 1)


def collect(examples, encoder):
    """A batch of (ids of a question, [pieces])."""
    questions = Sequences(*encoder.embedded([question for question, _ in examples]))
    rows = [(place, question, piece) for place, (question, pieces) in enumerate(examples) for piece in pieces]
    windows = Sequences(*encoder.embedded([piece.ids for _, _, piece in rows]))
    asked, read = questions.mask.shape[1], windows.mask.shape[1]
    room = max(len(question) + 2 + len(piece) for _, question, piece in rows)
    places = np.zeros((len(rows), room), dtype=np.int64)
    segments, matches = np.zeros_like(places), np.zeros_like(places)
    mask = np.zeros(places.shape, dtype=bool)
    offset = []
    for row, (place, question, piece) in enumerate(rows):
        start = len(question) + 2
        end = start + len(piece)
        first = len(examples) * asked + row * read + 1
        places[row, :start] = np.arange(place * asked, place * asked + start)
        places[row, start:end] = np.arange(first, first + len(piece))
        segments[row, start:end] = 1
        matches[row, 1 : start - 1] = np.isin(question, piece.ids)
        matches[row, start:end] = np.isin(piece.ids, question)
        mask[row, :end] = True
        offset.append(start)
    return Batch(
        questions,
        windows,
        torch.tensor([place for place, _, _ in rows]),
        torch.from_numpy(places),
        torch.from_numpy(segments),
        torch.from_numpy(matches),
        torch.from_numpy(mask),
        offset,
    )
