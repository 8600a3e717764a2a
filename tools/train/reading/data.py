"""Training questions: their answers, windows that look like them, exchanges after which nothing answers them."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reading.altered import Exchanges, exchanged, names_of, negated
from reading.batches import Piece
from reading.negatives import neighbours
from reading.texts import FILES, LONGEST_ANSWER, LONGEST_QUESTION, LONGEST_WINDOW, Window, lines_of, span_of
from reading.words import exchanges_of

KEPT = {"squadshifts-reddit": 0.6, "squadshifts-amazon": 0.6, "fairytaleqa": 0.25, "covid-qa": 0.3}
SENTENCES = "retriever/squad_reqa_question_sentence.jsonl"
NOISE = 24
TRIES = 20
SHORTEST_REST = 40
SENTENCE_LENGTH = 130


@dataclass
class Example:
    """A question, the pieces it is put to, and the answer's (first, last) in the first piece, or None where it is in none.

    Where the answer is not `known`, it is anywhere between them.
    """

    question: list
    pieces: list
    gold: tuple | None
    known: bool = True


class Questions:
    """Rows are questions with spans; after them come questions of which only the sentence is known that answers them."""

    def __init__(self, texts, cache, team):
        self.texts, self.tokenizer = texts, texts.tokenizer
        self.records = texts.questions(FILES["train"])
        self.gold = [texts.gold(record) for record in self.records]
        self.sentences = self.new_sentences()
        wanted = {record["passage_id"] for record in self.records}
        self.present = [row for row, window in enumerate(texts.windows) if window.passage in wanted]
        self.title_passages = {}
        for passage in wanted:
            self.title_passages.setdefault(texts.title[passage], []).append(passage)
        for passages in self.title_passages.values():
            passages.sort()

        cache = Path(cache)
        files = cache / "neighbours.npy", cache / "exchanges.json"
        if team.rank == 0 and not files[1].exists():
            cache.mkdir(parents=True, exist_ok=True)
            ids = [window.ids if window.passage in wanted else window.ids[:0] for window in texts.windows]
            asked = [record["ids"] for record in [*self.records, *self.sentences]]
            np.save(files[0], neighbours(ids, asked, texts.tokenizer.get_vocab_size()))
            files[1].write_text(json.dumps(exchanges_of([texts.text[passage] for passage in sorted(wanted)])))
        team.wait()
        self.near = np.load(files[0])
        self.exchanges = Exchanges(json.loads(files[1].read_text()))

    def new_sentences(self):
        known = {record["question"].strip().lower() for file in FILES.values() for record in lines_of(self.texts.folder / file)}
        found = [record for record in self.texts.questions(SENTENCES) if record["question"].strip().lower() not in known]
        return [record for record in found if len(self.ids(record["sentence"])) < SENTENCE_LENGTH]

    def ids(self, text):
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def batches(self, begin, arguments):
        """(step, rows) from `begin` on; rows of a batch have windows of about one length. Epochs are drawn anew."""
        step, epoch = 0, 0
        while step < arguments.steps:
            chance = random.Random(f"{arguments.seed}/{epoch}")
            spans = [
                row
                for row, record in enumerate(self.records)
                if self.gold[row] and chance.random() < KEPT.get(record["source"], 1.0)
            ]
            length = {row: len(self.texts.windows[self.gold[row][0][0]].ids) + chance.random() * NOISE for row in spans}
            for row in range(len(self.records), len(self.records) + len(self.sentences)):
                length[row] = SENTENCE_LENGTH + chance.random() * NOISE
            order = sorted(length, key=length.get)
            groups = [order[at : at + arguments.batch] for at in range(0, len(order), arguments.batch)]
            chance.shuffle(groups)
            for group in groups:
                if step >= begin:
                    yield step, group
                step += 1
                if step == arguments.steps:
                    return
            epoch += 1

    def example(self, row, step, chance, arguments):
        early = step < arguments.steps * arguments.crop_until
        crop = arguments.crop if early else None
        share = arguments.early if early else 1.0
        if row >= len(self.records):
            return self.sentence_example(row, chance)
        kind = chance.random() / share
        other = self.other(row, chance) if kind < arguments.nowhere or chance.random() < arguments.second * share else None
        question = self.records[row]["ids"]
        if kind < arguments.nowhere and other is not None:
            return Example(question, [self.piece(other, crop, chance)], None)
        gold = chance.choice(self.gold[row])
        kind -= arguments.nowhere
        for part, make in (
            (arguments.altered, self.with_altered_question),
            (arguments.altered_passage, self.with_altered_passage),
            (arguments.altered_both, self.with_both_altered),
            (arguments.without, self.without),
        ):
            found = make(row, gold, crop, chance) if 0 <= kind < part else None
            if found is not None:
                return found
            kind -= part
        window, first, last = gold
        piece = self.piece(window, crop, chance, (first, last))
        pieces = [piece] if other is None else [piece, self.piece(other, crop, chance)]
        return Example(question, pieces, (first - piece.first, last - piece.first))

    def piece(self, window, crop, chance, keep=None):
        """The window, or about `crop` word pieces of it, around `keep` (first, last) if given."""
        ids = self.texts.windows[window].ids
        if crop is None or len(ids) <= crop:
            return Piece(ids)
        first, last = keep or (chance.randrange(len(ids)),) * 2
        low, high = max(0, last + 1 - crop), min(first, len(ids) - crop)
        begin = chance.randint(low, high) if low < high else max(0, min(low, high))
        return Piece(ids[begin : max(begin + crop, last + 1)], begin)

    def other(self, row, chance):
        """A window that does not hold the answer, or None where it is in all that were tried; most look like the question."""
        own = self.records[row]["passage_id"]
        answers = [answer["text"].lower() for answer in self.records[row]["answers"]]
        gold = {window for window, _, _ in self.gold[row]}
        for _ in range(TRIES):
            window = self.alike(row, chance) if chance.random() < 0.85 else chance.choice(self.present)
            passage = self.texts.windows[window].passage
            text = self.texts.text[passage].lower()
            if window not in gold and (passage == own or not any(answer in text for answer in answers)):
                return window
        return None

    def alike(self, row, chance):
        return int(self.near[row][int(chance.random() ** 1.5 * self.near.shape[1])])

    def without(self, row, gold, crop, chance):
        """What stands before or after the answer in its window, where that is long enough."""
        window, first, last = gold
        ids = self.texts.windows[window].ids
        sides = [side for side in (ids[:first], ids[last + 1 :]) if len(side) >= SHORTEST_REST]
        return Example(self.records[row]["ids"], [Piece(chance.choice(sides))], None) if sides else None

    def asked(self, row, text, chance, shared=False):
        """What may be exchanged in a question to a text."""
        record = self.records[row]
        alike = self.title_passages[self.texts.title[record["passage_id"]]]
        others = [name for passage in chance.sample(alike, min(4, len(alike))) for name in names_of(self.texts.text[passage])]
        answers = [answer["text"] for answer in record["answers"]]
        return self.exchanges.find(record["question"], text, answers, others, chance, shared)

    def with_altered_question(self, row, gold, crop, chance):
        window, first, last = gold
        question, passage = self.records[row]["question"], self.texts.text[self.texts.windows[window].passage]
        exchange = self.asked(row, passage, chance) if chance.random() < 0.9 else None
        other = exchanged(question, *exchange) if exchange else negated(question, chance)
        if other is None or other == question:
            return None
        return Example(self.ids(other)[:LONGEST_QUESTION], [self.piece(window, crop, chance, (first, last))], None)

    def with_altered_passage(self, row, gold, crop, chance):
        found = self.passage_altered(row, gold, crop, chance)
        return found and Example(self.records[row]["ids"], [found[1]], None)

    def with_both_altered(self, row, gold, crop, chance):
        """The question is answered as before: so it cannot be told by its sound."""
        found = self.passage_altered(row, gold, crop, chance)
        if not found:
            return None
        exchange, piece, span = found
        question = self.ids(exchanged(self.records[row]["question"], *exchange))[:LONGEST_QUESTION]
        return Example(question, [piece], span) if span else None

    def passage_altered(self, row, gold, crop, chance):
        """((old, new), piece, the answer's first and last), or None."""
        index, first, last = gold
        window = self.texts.windows[index]
        piece = self.piece(index, crop, chance, (first, last))
        begin, end = (int(window.offsets[piece.first + at][side]) for at, side in ((0, 0), (len(piece) - 1, 1)))
        text = self.texts.text[window.passage]
        exchange = self.asked(row, text[begin:end], chance, shared=True)
        if not exchange:
            return None
        start, stop = int(window.offsets[first][0]), int(window.offsets[last][1])
        before = exchanged(text[begin:start], *exchange)
        other = before + text[start:stop] + exchanged(text[stop:end], *exchange)
        encoding = self.tokenizer.encode(other, add_special_tokens=False)
        changed = Window(None, np.array(encoding.ids), np.array(encoding.offsets).reshape(-1, 2))
        span = span_of(changed, len(before), len(before) + stop - start)
        if not span or span[1] - span[0] >= LONGEST_ANSWER or len(changed.ids) >= len(piece) + LONGEST_ANSWER:
            return None
        return exchange, Piece(changed.ids[:LONGEST_WINDOW]), span if span[1] < LONGEST_WINDOW else None

    def sentence_example(self, row, chance):
        """A question whose sentence stands among those of a window that looks like the question."""
        record = self.sentences[row - len(self.records)]
        sentence = self.ids(record["sentence"])
        for _ in range(TRIES):
            window = self.texts.windows[self.alike(row, chance)]
            text = self.texts.text[window.passage]
            if record["sentence"][:60] not in text:
                break
        start = chance.randrange(max(1, len(window.ids) - SENTENCE_LENGTH))
        around = window.ids[start : start + SENTENCE_LENGTH]
        stop = self.tokenizer.token_to_id(".")
        at = chance.choice([0, len(around), *(np.flatnonzero(around == stop) + 1).tolist()])
        ids = np.concatenate([around[:at], sentence, around[at:]])[:LONGEST_WINDOW]
        last = min(at + len(sentence), LONGEST_WINDOW) - 1
        if last <= at:
            ids, at, last = sentence, 0, len(sentence) - 1
        return Example(record["ids"], [Piece(ids)], (at, last), known=False)
