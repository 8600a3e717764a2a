"""Questions that their passage no longer answers: a name, a number or a word of the question is exchanged.

The kinds are those that people made for SQuAD 2.0 (Rajpurkar et al. 2018): another entity, another number, an
opposite, a negation.
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
DETERMINERS = {"the", "a", "an", "his", "her", "their", "this", "these", "that", "its", "our", "your", "my"}
NUMBER = re.compile(r"\b\d[\d,.]*\b")


def names_of(text):
    return [match for match in NAME.findall(text) if len(match) > 2 and match not in COMMON]


def altered(question, passage, answers, names, chance):
    """Another question of the same sound, or None. `names` are of the same kind of text."""
    known = [name for name in names_of(passage) if not any(name in answer or answer in name for answer in answers)]
    strange = [name for name in names if name not in passage]
    ways = [
        lambda: renamed(question, known, chance),
        lambda: renamed(question, strange, chance),
        lambda: renumbered(question, passage, chance),
        lambda: turned(question, chance),
    ]
    chance.shuffle(ways)
    for way in [*ways, lambda: negated(question, chance)]:
        found = way()
        if found and found != question:
            return found
    return None


def renamed(question, names, chance):
    mine = names_of(question)
    others = [name for name in names if name not in question]
    if not mine or not others:
        return None
    return question.replace(chance.choice(mine), chance.choice(others))


def renumbered(question, passage, chance):
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
    return question.replace(number, other) if other not in passage else None


def turned(question, chance):
    words = [word for word in re.findall(r"\w+", question) if word.lower() in OPPOSITE]
    if not words:
        return None
    word = chance.choice(words)
    return re.sub(rf"\b{word}\b", OPPOSITE[word.lower()], question, count=1)


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
