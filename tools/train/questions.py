"""Questions and answers: those that people and programs wrote about the photos, and those made from captions."""

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass

import data
from batches import mirror

PIECES = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*|[^\s\w]|_")
RELATION = re.compile(
    r"what is (?:found )?(on the (?:left|right) side of|to the (?:left|right) of|in front of|behind|on|above|beneath|below|under)"
    r" the ((?:[\w-]+ ){1,2}[\w-]+|[\w-]+) \?"
)
TURNED = {"in front of": "behind", "behind": "in front of", "on": "beneath", "above": "below"}
TURNED |= {"beneath": "on", "below": "above", "under": "on"}
LONGEST_QUESTION = 30
LONGEST_ANSWER = 6
RARE = 2


@dataclass
class Question:
    image: str
    question: list
    answer: list
    type: str
    source: str


def pieces(text):
    """Lower-case words and marks, as the model's tokenizer splits them."""
    return PIECES.findall(text.lower())


def held_out(record):
    """DAQUAR has no validation photos here: a tenth of its photos is kept out of training."""
    digest = hashlib.sha1(record["image"].encode()).hexdigest()
    return record["source"] == "daquar" and int(digest, 16) % 10 == 0


def written(records):
    """The questions in the photos' records."""
    return [
        Question(
            record["image"],
            pieces(entry["question"])[:LONGEST_QUESTION],
            pieces(entry["answers"][0])[:LONGEST_ANSWER],
            entry["type"],
            record["source"],
        )
        for record in records
        for entry in record["questions"]
    ]


def turned(question):
    """What is left of the lamp? The bed. So: what is right of the bed? The lamp. None where it cannot be turned round."""
    found = RELATION.fullmatch(" ".join(question.question))
    if question.source != "daquar" or not found or "," in question.answer:
        return None
    relation, thing = found.groups()
    opposite = TURNED.get(relation) or " ".join(mirror(relation.split()))
    asked = ["what", "is", *opposite.split(), "the", *question.answer, "?"]
    return Question(question.image, asked, thing.split(), "turned", question.source)


def made(path):
    """The questions that `pnpm questions` made from captions."""
    with open(path, encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    return [
        Question(e["image"], pieces(e["question"]), pieces(e["answer"]), e["type"], "captions") for e in entries
    ]


def grown_vocabulary(words, questions):
    """The words of the captioner, then those of the questions and answers that are not rare.

    As many as keep every tensor of the model's file on the 8-byte grid.
    """
    counts = Counter(piece for q in questions for piece in q.question + q.answer)
    known = set(words)
    fresh = [word for word in counts if counts[word] >= RARE and word not in known]
    grown = [*words, *sorted(fresh, key=lambda word: (-counts[word], word))]
    return data.Vocabulary(grown[: len(grown) // 4 * 4])


class Asked:
    """Encoded questions of each photo, as written and as they read in the mirror."""

    def __init__(self, questions, vocabulary, rows):
        self.plain = [[] for _ in rows]
        self.mirrored = [[] for _ in rows]
        row_of = {image: row for row, image in enumerate(rows)}
        for q in questions:
            row = row_of.get(q.image)
            if row is None:
                continue
            for target, turn in ((self.plain, list), (self.mirrored, mirror)):
                target[row].append((ids_of(turn(q.question), vocabulary), ids_of(turn(q.answer), vocabulary)))


def ids_of(words, vocabulary):
    return [vocabulary.ids.get(word, data.UNKNOWN) for word in words]
