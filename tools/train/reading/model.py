"""The reader: passages look at the question, then a pointer looks at all passages and says where the answer is."""

import torch
from torch import nn

from model import EPSILON, DecoderLayer

STATES = 768
HIDDEN = -1e9


class Pointer(nn.Module):
    """Where an answer begins, over all windows of a question and "nowhere"; then where it ends in that window.

    A pointer network (Vinyals et al. 2015) with shared normalisation over passages (Clark and Gardner 2018).
    """

    def __init__(self, width):
        super().__init__()
        self.start_query = nn.Linear(width, width)
        self.start_key = nn.Linear(width, width)
        self.end_query = nn.Linear(2 * width, width)
        self.end_key = nn.Linear(width, width)
        self.nowhere = nn.Parameter(torch.randn(width) * 0.02)
        self.scale = width**-0.5

    def start(self, states, question, mask):
        """Scores [n, 1 + windows * length], nowhere first, of `states` [n, windows, length, width]."""
        query = self.start_query(question)[:, :, None]
        keys = self.start_key(states).flatten(1, 2)
        scores = (keys @ query)[..., 0].masked_fill(~mask.flatten(1), HIDDEN) * self.scale
        nowhere = (self.nowhere @ query) * self.scale
        return torch.cat([nowhere, scores], 1)

    def end(self, states, question, starts, mask):
        """Scores [n, length] of the words of one window `states` [n, length, width], for the states of the starts."""
        query = self.end_query(torch.cat([question, starts], -1))[:, :, None]
        return ((self.end_key(states) @ query)[..., 0] * self.scale).masked_fill(~mask, HIDDEN)


class Reader(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = dict(shape)
        width, dropout = shape["width"], shape.get("dropout", 0.0)
        self.passage = nn.Linear(STATES, width)
        self.question = nn.Linear(STATES, width)
        self.match = nn.Embedding(2, width)
        self.question_norm = nn.LayerNorm(width, EPSILON)
        self.layers = nn.ModuleList(
            DecoderLayer(width, shape["heads"], shape["feed_forward"], dropout) for _ in range(shape["layers"])
        )
        self.norm = nn.LayerNorm(width, EPSILON)
        self.importance = nn.Linear(width, 1)
        self.pointer = Pointer(width)
        self.dropout = nn.Dropout(dropout)

    def ask(self, states, mask):
        """The question as a memory [n, length, width] and in one vector [n, width]."""
        memory = self.question_norm(self.question(self.dropout(states)))
        weights = self.importance(memory)[..., 0].masked_fill(~mask, HIDDEN).softmax(-1)
        return memory, (weights[..., None] * memory).sum(1)

    def read(self, states, matches, mask, question, question_mask):
        """States [n, length, width] of windows that have looked at their question's memory."""
        x = self.passage(self.dropout(states)) + self.match(matches)
        own = mask[:, None, None]
        for layer in self.layers:
            key, value = layer.cross_attention.project(question)
            x, _ = layer(x, (key, value, question_mask[:, None, None]), own)
        return self.norm(x)
