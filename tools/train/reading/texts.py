"""Passages cut into windows of word pieces, and questions with the span of their answer."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LONGEST_WINDOW = 254
WINDOW_STRIDE = 127
LONGEST_QUESTION = 62
LONGEST_ANSWER = 30
FILES = {"train": "train.jsonl.gz", "val": "val.jsonl", "unanswerable": "unanswerable_val.jsonl"}


def lines_of(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@dataclass
class Window:
    """A piece of a passage: its word pieces and the characters (code points) where each begins and ends."""

    passage: str
    ids: np.ndarray
    offsets: np.ndarray


def windows_of(passage, encoding):
    ids, offsets = encoding.ids, encoding.offsets
    first = 0
    while True:
        last = min(first + LONGEST_WINDOW, len(ids))
        yield Window(passage, np.array(ids[first:last]), np.array(offsets[first:last]).reshape(-1, 2))
        if last == len(ids):
            return
        first += WINDOW_STRIDE


def span_of(window, start, end):
    """First and last word piece of the characters [start, end), or None where the window does not hold them all."""
    starts, ends = window.offsets[:, 0], window.offsets[:, 1]
    if not len(starts) or start < starts[0] or end > ends[-1]:
        return None
    covered = np.flatnonzero((ends > start) & (starts < end))
    return (int(covered[0]), int(covered[-1])) if len(covered) else None


class Texts:
    """All passages as windows, and the questions of a split; `tokenizer` is MiniLM's without special tokens."""

    def __init__(self, folder, tokenizer):
        self.folder = Path(folder)
        passages = lines_of(self.folder / "passages.jsonl.gz")
        self.text = {passage["id"]: passage["text"] for passage in passages}
        self.title = {passage["id"]: passage["title"] for passage in passages}
        encodings = tokenizer.encode_batch([passage["text"] for passage in passages], add_special_tokens=False)
        self.windows, self.of_passage = [], {}
        for passage, encoding in zip(passages, encodings):
            found = list(windows_of(passage["id"], encoding))
            self.of_passage[passage["id"]] = range(len(self.windows), len(self.windows) + len(found))
            self.windows += found
        self.tokenizer = tokenizer

    def questions(self, name):
        """Records of a file with `ids`: the word pieces of the question."""
        records = lines_of(self.folder / name)
        encodings = self.tokenizer.encode_batch([record["question"] for record in records], add_special_tokens=False)
        for record, encoding in zip(records, encodings):
            record["ids"] = encoding.ids[:LONGEST_QUESTION]
        return records

    def gold(self, record):
        """[(window, first, last)] of the answers, wherever a window holds one whole."""
        found = []
        for answer in record["answers"]:
            start, end = answer["start"], answer["start"] + len(answer["text"])
            for index in self.of_passage[record["passage_id"]]:
                span = span_of(self.windows[index], start, end)
                if span and span[1] - span[0] < LONGEST_ANSWER:
                    found.append((index, *span))
        return list(dict.fromkeys(found))
