"""BLEU (corpus, as in coco-caption) and CIDEr-D over lists of words."""

import math
from collections import Counter, defaultdict

ORDER = 4
SIGMA = 6.0
TINY, SMALL = 1e-15, 1e-9


def ngrams(words, order=ORDER):
    counts = Counter()
    for size in range(1, order + 1):
        for start in range(len(words) - size + 1):
            counts[tuple(words[start : start + size])] += 1
    return counts


def bleu(candidates, references):
    """BLEU-1..4; the reference length is the one closest to the candidate's."""
    correct, guessed = [0] * ORDER, [0] * ORDER
    length = reference_length = 0
    for words, group in zip(candidates, references):
        length += len(words)
        reference_length += min((abs(len(r) - len(words)), len(r)) for r in group)[1]
        best = Counter()
        for reference in group:
            best |= ngrams(reference)
        for gram, count in ngrams(words).items():
            correct[len(gram) - 1] += min(count, best[gram])
        for size in range(ORDER):
            guessed[size] += max(0, len(words) - size)
    brevity = 1.0
    if length < reference_length:
        brevity = math.exp(1 - reference_length / max(length, TINY))
    product, scores = 1.0, []
    for size in range(ORDER):
        product *= (correct[size] + TINY) / (guessed[size] + SMALL)
        scores.append(product ** (1 / (size + 1)) * brevity)
    return scores


class CiderD:
    """CIDEr-D whose document frequencies come from the given reference groups."""

    def __init__(self, groups):
        self.frequencies = defaultdict(int)
        for group in groups:
            for gram in {gram for reference in group for gram in ngrams(reference)}:
                self.frequencies[gram] += 1
        self.documents = math.log(max(len(groups), 1))

    def vector(self, words):
        vectors, norms = [{} for _ in range(ORDER)], [0.0] * ORDER
        for gram, count in ngrams(words).items():
            size = len(gram) - 1
            weight = count * (self.documents - math.log(max(1.0, self.frequencies.get(gram, 0))))
            vectors[size][gram] = weight
            norms[size] += weight * weight
        return vectors, [math.sqrt(norm) for norm in norms], max(0, len(words) - 1)

    def similarity(self, candidate, reference):
        vectors, norms, length = candidate
        others, other_norms, other_length = reference
        penalty = math.exp(-((length - other_length) ** 2) / (2 * SIGMA**2))
        total = 0.0
        for size in range(ORDER):
            if norms[size] == 0 or other_norms[size] == 0:
                continue
            other = others[size]
            dot = sum(min(weight, other[gram]) * other[gram] for gram, weight in vectors[size].items() if gram in other)
            total += dot / (norms[size] * other_norms[size]) * penalty
        return total / ORDER

    def score(self, words, reference_vectors):
        candidate = self.vector(words)
        return 10 * sum(self.similarity(candidate, r) for r in reference_vectors) / len(reference_vectors)


def cider_d(candidates, references):
    judge = CiderD(references)
    scores = [judge.score(words, [judge.vector(r) for r in group]) for words, group in zip(candidates, references)]
    return sum(scores) / len(scores)


def repeats(words, size):
    grams = [tuple(words[start : start + size]) for start in range(len(words) - size + 1)]
    return len(grams) != len(set(grams))


def summary(candidates, references):
    scores = bleu(candidates, references)
    count = len(candidates)
    return {
        "cider_d": cider_d(candidates, references),
        "bleu_1": scores[0],
        "bleu_4": scores[3],
        "photos": count,
        "distinct": len({" ".join(words) for words in candidates}),
        "mean_length": sum(map(len, candidates)) / count,
        "repeated_bigram": sum(repeats(words, 2) for words in candidates) / count,
        "repeated_trigram": sum(repeats(words, 3) for words in candidates) / count,
    }
