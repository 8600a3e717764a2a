"""Training questions: their answers, windows that look like them, altered ones that nothing answers."""

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reading.batches import Cached, Question, collect, piece_of
from reading.negatives import neighbours
from reading.texts import lines_of

KEPT = {"squadshifts-reddit": 0.6, "squadshifts-amazon": 0.6, "fairytaleqa": 0.25, "covid-qa": 0.3}
NOISE = 24
TRIES = 20
SHORTEST_REST = 40


@dataclass
class Example:
    """A question, the pieces it is put to, and the answer's (piece, first, last), or None where it is in none."""

    question: Question
    pieces: list
    gold: tuple | None


class Questions:
    def __init__(self, texts, cache, team):
        self.texts = texts
        self.windows = Cached(cache, "train-windows")
        self.asked = Cached(cache, "train")
        self.records = texts.questions("train.jsonl.gz")
        self.gold = [texts.gold(record) for record in self.records]
        self.rows = [row for row, gold in enumerate(self.gold) if gold]
        self.altered_states = Cached(cache, "altered")
        self.altered = {}
        for place, record in enumerate(lines_of(Path(cache) / "altered.jsonl")):
            self.altered.setdefault(record["row"], []).append((place, record))
        self.present = np.flatnonzero(np.diff(self.windows.starts))
        path = Path(cache) / "neighbours.npy"
        if team.rank == 0 and not path.exists():
            ids = [window.ids for window in texts.windows]
            for row in np.flatnonzero(np.diff(self.windows.starts) == 0):
                ids[row] = ids[row][:0]
            found = neighbours(ids, [record["ids"] for record in self.records], texts.tokenizer.get_vocab_size())
            np.save(path, found)
        team.wait()
        self.near = np.load(path)

    def batches(self, begin, arguments):
        """(step, rows) from `begin` on; rows of a batch have windows of about one length. Epochs are drawn anew."""
        step, epoch = 0, 0
        while step < arguments.steps:
            chance = random.Random(f"{arguments.seed}/{epoch}")
            kept = [
                row
                for row in self.rows
                if chance.random() < KEPT.get(self.records[row]["source"], 1.0)
            ]
            length = {row: len(self.texts.windows[self.gold[row][0][0]].ids) + chance.random() * NOISE for row in kept}
            order = sorted(kept, key=length.get)
            groups = [order[at : at + arguments.batch] for at in range(0, len(order), arguments.batch)]
            chance.shuffle(groups)
            for group in groups:
                if step >= begin:
                    yield step, group
                step += 1
                if step == arguments.steps:
                    return
            epoch += 1

    def question(self, row):
        return Question(self.asked.of(row), self.records[row]["ids"])

    def piece(self, window, crop, chance, keep=None):
        """The window, or about `crop` word pieces of it, around `keep` (first, last) if given."""
        length = len(self.texts.windows[window].ids)
        if crop is None or length <= crop:
            return piece_of(self.texts, self.windows, window)
        first, last = keep or (chance.randrange(length),) * 2
        low, high = max(0, last + 1 - crop), min(first, length - crop)
        begin = chance.randint(low, high) if low < high else max(0, min(low, high))
        return piece_of(self.texts, self.windows, window, begin, max(begin + crop, last + 1))

    def other(self, row, chance):
        """A window that does not hold the answer, or None where it is in all that were tried; most look like the question."""
        own = self.records[row]["passage_id"]
        answers = [answer["text"].lower() for answer in self.records[row]["answers"]]
        gold = {window for window, _, _ in self.gold[row]}
        for _ in range(TRIES):
            near = chance.random() < 0.85
            window = int(self.near[row][int(chance.random() ** 1.5 * self.near.shape[1])] if near else chance.choice(self.present))
            passage = self.texts.windows[window].passage
            text = self.texts.text[passage].lower()
            if window not in gold and (passage == own or not any(answer in text for answer in answers)):
                return window
        return None

    def without(self, window, first, last, chance):
        """What stands before or after the answer in its window, where that is long enough."""
        length = len(self.texts.windows[window].ids)
        sides = [(0, first), (last + 1, length)]
        sides = [side for side in sides if side[1] - side[0] >= SHORTEST_REST]
        return piece_of(self.texts, self.windows, window, *chance.choice(sides)) if sides else None

    def example(self, row, step, chance, arguments):
        early = step < arguments.steps * arguments.crop_until
        crop = arguments.crop if early else None
        share = arguments.early if early else 1.0
        kind = chance.random() / share
        other = self.other(row, chance) if kind < arguments.nowhere or chance.random() < arguments.second * share else None
        if kind < arguments.nowhere and other is not None:
            return Example(self.question(row), [self.piece(other, crop, chance)], None)
        window, first, last = chance.choice(self.gold[row])
        piece = self.piece(window, crop, chance, (first, last))
        if kind < arguments.nowhere + arguments.altered and row in self.altered:
            place, record = chance.choice(self.altered[row])
            return Example(Question(self.altered_states.of(place), np.array(record["ids"])), [piece], None)
        rest = self.without(window, first, last, chance) if 0 <= kind - arguments.nowhere - arguments.altered < arguments.without else None
        if rest is not None:
            return Example(self.question(row), [rest], None)
        pieces = [piece]
        if other is not None:
            pieces.append(self.piece(other, crop, chance))
        return Example(self.question(row), pieces, (0, first - piece.first, last - piece.first))

    @staticmethod
    def batch(examples):
        return collect([(example.question, piece) for example in examples for piece in example.pieces])
