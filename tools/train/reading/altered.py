"""Questions that their passage no longer answers: a name, a number or a word is exchanged.

The kinds are those that people made for SQuAD 2.0 (Rajpurkar et al. 2018): another entity, another number, an
opposite, a negation, another thing. An exchange in the question or in the passage alone leaves no answer; one in both leaves it.
"""

import re

OPPOSITES = [
    ("first", "last"), ("largest", "smallest"), ("most", "least"), ("before", "after"), ("highest", "lowest"),
    ("more", "less"), ("oldest", "youngest"), ("best", "worst"), ("early", "late"), ("north", "south"),
    ("east", "west"), ("increase", "decrease"), ("longest", "shortest"), ("won", "lost"), ("began", "ended"),
    ("northern", "southern"), ("eastern", "western"), ("major", "minor"), ("beginning", "end"), ("always", "never"),
    ("can", "cannot"), ("good", "bad"), ("male", "female"), ("men", "women"), ("old", "new"), ("top", "bottom"),
    ("high", "low"), ("large", "small"), ("many", "few"), ("with", "without"), ("win", "lose"), ("start", "end"),
    ("positive", "negative"), ("inside", "outside"), ("maximum", "minimum"), ("allowed", "forbidden"),
    ("include", "exclude"), ("born", "buried"), ("upper", "lower"), ("long", "short"), ("like", "dislike"),
]  # fmt: skip
OPPOSITE = {a: b for pair in OPPOSITES for a, b in (pair, pair[::-1])}
AUXILIARIES = r"\b(is|are|was|were|did|does|do|has|have|had|could|would|should|will)\b"
NAME = re.compile(r"(?<!^)(?<![.?!\"] )\b(?:[A-Z][\w'-]*)(?: (?:of |the )?[A-Z][\w'-]*)*")
COMMON = set("The This That These Those There They Then When Where What Who How Why Which And But For Not His Her She "
    "You Your Our Its One All Some Many Most Also After Before With From However Although While".split())
EMPTY = set("what which who whom whose when where why how name named called used use made make many much long old "
    "type kind kinds types sort term word words did does was were are the and for from with that this than there".split())
DETERMINERS = {"the", "a", "an", "his", "her", "their", "this", "these", "that", "its", "our", "your", "my"}
NUMBER = re.compile(r"\b\d[\d,.]*\b")
WORD = re.compile(r"\b[a-z]{3,}\b")


def names_of(text):
    return [match for match in NAME.findall(text) if len(match) > 2 and match not in COMMON]


def exchanged(text, old, new):
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text)


class Exchanges:
    """What may stand for what in a question. `alike` are words of about the same kind, `names` names of such texts."""

    def __init__(self, alike):
        self.alike = alike
        self.ways = [self.name_known, self.name_strange, self.number, self.opposite, self.word]

    def find(self, question, passage, answers, names, chance, shared=False):
        """(old, new), or None. With `shared`, old stands in the passage too, new does not, and answers keep clear of both."""
        asked = (question, passage, answers, names, chance)
        ways = [way for way in self.ways if not (shared and way == self.opposite)]
        for way in chance.sample(ways, len(ways)):
            found = way(*asked)
            if found and exchanged(question, *found) != question and not (shared and self.unfit(*found, passage, answers)):
                return found
        return None

    @staticmethod
    def unfit(old, new, passage, answers):
        touched = any(old in answer or answer in old for answer in answers)
        return touched or exchanged(passage, old, "") == passage or new in passage

    def name_known(self, question, passage, answers, names, chance):
        known = [name for name in names_of(passage) if not any(name in answer or answer in name for answer in answers)]
        return self.name(question, known, chance)

    def name_strange(self, question, passage, answers, names, chance):
        return self.name(question, [name for name in names if name not in passage], chance)

    @staticmethod
    def name(question, names, chance):
        mine = names_of(question)
        others = [name for name in names if name not in question]
        return (chance.choice(mine), chance.choice(others)) if mine and others else None

    @staticmethod
    def number(question, passage, answers, names, chance):
        numbers = NUMBER.findall(question)
        if not numbers:
            return None
        number = chance.choice(numbers)
        digits = list(number)
        place = max(index for index, digit in enumerate(digits) if digit.isdigit())
        digits[place] = chance.choice([digit for digit in "0123456789" if digit != digits[place]])
        if len(number) == 4 and number.isdigit() and chance.random() < 0.5:
            digits[2] = chance.choice("0123456789")
        other = "".join(digits)
        return (number, other) if other not in passage else None

    @staticmethod
    def opposite(question, passage, answers, names, chance):
        words = [word for word in WORD.findall(question) if word in OPPOSITE]
        word = chance.choice(words) if words else None
        return (word, OPPOSITE[word]) if word else None

    def word(self, question, passage, answers, names, chance):
        words = [word for word in WORD.findall(question) if word not in EMPTY and self.alike.get(word)]
        word = chance.choice(words) if words else None
        return (word, chance.choice(self.alike[word])) if word else None


def negated(question, chance):
    if re.search(r"\bnot\b|n't\b|\bnever\b", question):
        return re.sub(r" not\b|n't\b| never\b", "", question, count=1)
    found = re.search(AUXILIARIES, question)
    if not found:
        return None
    rest = question[found.end() :].split(" ")
    subject = 2 if len(rest) > 2 and rest[1].lower() in DETERMINERS else 1
    at = min(len(rest) - 1, 1 + subject)
    return question[: found.end()] + " ".join([*rest[:at], chance.choice(["not", "never"]), *rest[at:]])
