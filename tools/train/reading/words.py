"""Words that may stand for one another: near each other by MiniLM's vectors, without being the same."""

import re
from collections import Counter

import torch

from reading.minilm import open_encoder

WORD = re.compile(r"[a-z]{3,}")
RAREST, NEAREST, SAME, STEM = 40, 12, 0.74, 4


@torch.inference_mode()
def vectors_of(words):
    encoder = open_encoder()
    found = []
    for at in range(0, len(words), 256):
        part = [encoder.tokenizer.encode(word, add_special_tokens=False).ids for word in words[at : at + 256]]
        states = encoder.states(part)
        mask = torch.tensor([[place < len(ids) + 2 for place in range(states.shape[1])] for ids in part])
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        found.append(mean / mean.norm(dim=1, keepdim=True))
    return torch.cat(found)


def exchanges_of(texts):
    """{word: [words]} of the lower-case words that are common in the texts, the nearest first."""
    counts = Counter(word for text in texts for word in WORD.findall(text))
    words = sorted(word for word, count in counts.items() if count >= RAREST)
    vectors = vectors_of(words)
    found = {}
    for at in range(0, len(words), 512):
        near = (vectors[at : at + 512] @ vectors.T).topk(4 * NEAREST)
        for word, values, places in zip(words[at : at + 512], near.values.tolist(), near.indices.tolist()):
            others = [words[place] for value, place in zip(values, places) if value < SAME]
            found[word] = [other for other in others if other[:STEM] != word[:STEM]][:NEAREST]
    return found
