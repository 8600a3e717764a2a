"""The model: backbone and bridge (photo -> memory), text encoder (question -> memory), a decoder that queries them."""

import torch
from torch import nn
from torch.nn import functional as F

from backbone import HEAD_CHANNELS, Backbone
from data import ANSWER, CAPTION, END, PAD, UNKNOWN

POSITIONS = 49
NEVER_WRITTEN = [PAD, UNKNOWN, CAPTION, ANSWER]
EPSILON = 1e-5


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.output = nn.Linear(width, width)

    def split(self, x):
        return x.unflatten(-1, (self.heads, -1)).transpose(-2, -3)

    def project(self, memory):
        return self.split(self.key(memory)), self.split(self.value(memory))

    def forward(self, x, key, value, mask=None, causal=False):
        attended = F.scaled_dot_product_attention(self.split(self.query(x)), key, value, mask, is_causal=causal)
        return self.output(attended.transpose(-2, -3).flatten(-2))


class FeedForward(nn.Module):
    def __init__(self, width, middle):
        super().__init__()
        self.up = nn.Linear(width, middle)
        self.down = nn.Linear(middle, width)

    def forward(self, x):
        return self.down(F.gelu(self.up(x)))


class EncoderLayer(nn.Module):
    def __init__(self, width, heads, middle, dropout):
        super().__init__()
        self.norm1 = nn.LayerNorm(width, EPSILON)
        self.attention = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width, EPSILON)
        self.feed_forward = FeedForward(width, middle)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask=None):
        normed = self.norm1(x)
        x = x + self.dropout(self.attention(normed, *self.attention.project(normed), mask))
        return x + self.dropout(self.feed_forward(self.norm2(x)))


class Bridge(nn.Module):
    def __init__(self, width, layers, heads, feed_forward, dropout):
        super().__init__()
        self.input = nn.Linear(HEAD_CHANNELS, width)
        self.positions = nn.Parameter(torch.randn(POSITIONS, width) * 0.02)
        self.layers = nn.ModuleList(EncoderLayer(width, heads, feed_forward, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(width, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, cells):
        x = self.input(self.dropout(cells)) + self.positions
        for layer in self.layers:
            x = layer(x)
        return self.norm(x)


class TextEncoder(nn.Module):
    def __init__(self, width, layers, heads, feed_forward, max_length, vocabulary_size, dropout):
        super().__init__()
        self.embedding = nn.Parameter(torch.randn(vocabulary_size, width) * width**-0.5)
        self.positions = nn.Parameter(torch.randn(max_length, width) * 0.02)
        self.layers = nn.ModuleList(EncoderLayer(width, heads, feed_forward, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(width, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, tokens, mask):
        """States [n, length, width]; `mask` [n, length] is True at words."""
        x = self.dropout(F.embedding(tokens, self.embedding) + self.positions[: tokens.shape[1]])
        for layer in self.layers:
            x = layer(x, mask[:, None, None])
        return self.norm(x)


class DecoderLayer(nn.Module):
    def __init__(self, width, heads, middle, dropout):
        super().__init__()
        self.norm1 = nn.LayerNorm(width, EPSILON)
        self.self_attention = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width, EPSILON)
        self.cross_attention = Attention(width, heads)
        self.norm3 = nn.LayerNorm(width, EPSILON)
        self.feed_forward = FeedForward(width, middle)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, memory, mask=None, past=None):
        """Returns the new x and this layer's own keys and values.

        `memory` holds the projected keys and values of fewer rows than x where neighbouring rows share a photo, and
        where positions may not be attended a mask.
        """
        normed = self.norm1(x)
        key, value = self.self_attention.project(normed)
        if past is not None:
            key, value = torch.cat([past[0], key], 2), torch.cat([past[1], value], 2)
        causal = mask is None and past is None
        x = x + self.dropout(self.self_attention(normed, key, value, mask, causal))
        folded = self.norm2(x).reshape(memory[0].shape[0], -1, x.shape[-1])
        x = x + self.dropout(self.cross_attention(folded, *memory).view_as(x))
        return x + self.dropout(self.feed_forward(self.norm3(x))), (key, value)


class Decoder(nn.Module):
    def __init__(self, width, layers, heads, feed_forward, max_length, vocabulary_size, dropout):
        super().__init__()
        self.embedding = nn.Parameter(torch.randn(vocabulary_size, width) * width**-0.5)
        self.output_bias = nn.Parameter(torch.zeros(vocabulary_size))
        self.positions = nn.Parameter(torch.randn(max_length, width) * 0.02)
        self.layers = nn.ModuleList(DecoderLayer(width, heads, feed_forward, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(width, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def project(self, states):
        return [layer.cross_attention.project(states) for layer in self.layers]

    def embed(self, tokens, positions):
        return self.dropout(F.embedding(tokens, self.embedding) + self.positions[positions])

    def logits(self, x):
        return F.linear(self.norm(x), self.embedding, self.output_bias)

    def forward(self, tokens, positions, projected, mask=None, kept=None):
        """Logits [rows, length, V], or [n, V] of the positions that the boolean `kept` [rows, length] names."""
        x = self.embed(tokens, positions)
        for layer, memory in zip(self.layers, projected):
            x, _ = layer(x, memory, mask)
        return self.logits(x if kept is None else x[kept])

    def step(self, tokens, position, projected, past):
        """One more token for every row: logits [rows, V] and the grown caches."""
        x = self.embed(tokens[:, None], position)
        grown = []
        for index, (layer, memory) in enumerate(zip(self.layers, projected)):
            x, cache = layer(x, memory, past=past[index] if past else None)
            grown.append(cache)
        return self.logits(x[:, 0]), grown


class ImageText(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = dict(shape)
        dropout = shape.get("dropout", 0.0)
        width, heads = shape["width"], shape["heads"]
        self.vision = Backbone()
        self.bridge = Bridge(width, shape["bridge_layers"], heads, shape["bridge_feed_forward"], dropout)
        self.text = (
            TextEncoder(
                width,
                shape["text_layers"],
                heads,
                shape["text_feed_forward"],
                shape["text_max_length"],
                shape["vocabulary_size"],
                dropout,
            )
            if shape.get("text_layers")
            else None
        )
        self.decoder = Decoder(
            width,
            shape["decoder_layers"],
            heads,
            shape["feed_forward"],
            shape["max_length"],
            shape["vocabulary_size"],
            dropout,
        )

    def memory(self, maps):
        """States [n, 49, width] of trunk maps."""
        return self.bridge(self.vision.tuned(maps).flatten(2).transpose(1, 2))

    def joined(self, photos, owners, questions, question_mask, blind=None):
        """Projected keys, values and mask of photo and question together, for every decoder layer.

        `photos` [p, 49, width] and `questions` [n, length, width] are states, `owners` [n] tells each question's
        photo, `blind` [n] is True where a question stands alone.
        """
        seen = torch.ones(len(owners), photos.shape[1], dtype=torch.bool)
        if blind is not None:
            seen &= ~blind[:, None]
        mask = torch.cat([seen, question_mask], 1)[:, None, None]
        of_photos, of_questions = self.decoder.project(photos), self.decoder.project(questions)
        return [
            (torch.cat([pk[owners], qk], 2), torch.cat([pv[owners], qv], 2), mask)
            for (pk, pv), (qk, qv) in zip(of_photos, of_questions)
        ]

    def memory_of_pixels(self, pixels):
        return self.memory(self.vision.trunk(pixels))


def forbid_special(model):
    """Make the tokens that no caption holds impossible through the output bias."""
    with torch.no_grad():
        model.decoder.output_bias[NEVER_WRITTEN] = -1e4


__all__ = ["ImageText", "END", "forbid_special"]
