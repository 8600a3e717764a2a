"""Photos and captions of the training folder."""

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from PIL import Image

REPOSITORY = Path(__file__).resolve().parents[2]
PHOTOS = REPOSITORY.parent / "shared" / "photos"
SPECIAL = ["<pad>", "<unk>", "<end>", "<caption>", "<answer>"]
PAD, UNKNOWN, END, CAPTION, ANSWER = range(5)


def words_of(caption):
    """Lower-case words; punctuation goes, but a hyphen or apostrophe inside a word stays."""
    joined = re.sub(r"\s+'s\b", "'s", caption.lower())
    return re.findall(r"[a-z0-9]+(?:[-'][a-z0-9]+)*", joined)


def photos(folder=PHOTOS):
    with open(Path(folder) / "captions.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def select(records, split, source=None, captioned=True):
    return [
        record
        for record in records
        if record["split"] == split
        and (source is None or record["source"] == source)
        and bool(record["captions"]) == captioned
    ]


def pixels_of(folder, name):
    """The photo as [224, 224, 3] bytes."""
    with Image.open(Path(folder) / name) as image:
        return np.asarray(image.convert("RGB"))


def vocabulary_of(records, minimum):
    """Special tokens, then every word of the captions seen at least `minimum` times."""
    counts = Counter(word for record in records for caption in record["captions"] for word in words_of(caption))
    frequent = sorted((word for word in counts if counts[word] >= minimum), key=lambda w: (-counts[w], w))
    return SPECIAL + frequent


class Vocabulary:
    def __init__(self, words):
        self.words = list(words)
        self.ids = {word: index for index, word in enumerate(self.words)}

    def __len__(self):
        return len(self.words)

    def encode(self, words):
        """Ids of words; a rare compound is read as its parts."""
        ids = []
        for word in words:
            parts = [word] if word in self.ids else word.split("-")
            ids += [self.ids.get(part, UNKNOWN) for part in parts]
        return ids

    def decode(self, ids):
        taken = []
        for token in ids:
            if token == END:
                break
            if token >= len(SPECIAL):
                taken.append(self.words[token])
        return taken
