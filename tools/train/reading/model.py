"""The reader: questions and windows are read apart, then each window with the question; a pointer looks at all windows."""

import torch
from torch import nn
from torch.nn import functional as F

HIDDEN = -1e9
STATES_DEVIATION = 0.57
EPSILON = 1e-12
SHAPE = {"width": 384, "heads": 12, "separate_layers": 3, "layers": 3, "feed_forward": 1536, "pointer": 256}


class Layer(nn.Module):
    """One encoder layer of BERT (Devlin et al. 2019), normalised after each addition."""

    def __init__(self, width, heads, middle, dropout):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.output = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, EPSILON)
        self.up = nn.Linear(width, middle)
        self.down = nn.Linear(middle, width)
        self.feed_forward_norm = nn.LayerNorm(width, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        query, key, value = (
            part(x).unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        attended = F.scaled_dot_product_attention(query, key, value, mask).transpose(1, 2).flatten(2)
        x = self.attention_norm(x + self.dropout(self.output(attended)))
        return self.feed_forward_norm(x + self.dropout(self.down(F.gelu(self.up(x)))))

    def start_from(self, bert):
        """Take over the weights of a layer of the transformers library."""
        own, other = bert.attention.self, bert.attention.output
        pairs = [
            (self.query, own.query),
            (self.key, own.key),
            (self.value, own.value),
            (self.output, other.dense),
            (self.attention_norm, other.LayerNorm),
            (self.up, bert.intermediate.dense),
            (self.down, bert.output.dense),
            (self.feed_forward_norm, bert.output.LayerNorm),
        ]
        for mine, theirs in pairs:
            mine.load_state_dict(theirs.state_dict())


class Pointer(nn.Module):
    """A decoder of two steps: where an answer begins, over all windows at once, then where it ends in that window.

    A pointer network (Vinyals et al. 2015) whose softmax goes over all windows (Clark and Gardner 2018). What a word
    gets is counted from what its window gives to "not here", so that "nowhere" has the score zero.
    """

    def __init__(self, width, room):
        super().__init__()
        self.importance = nn.Linear(width, 1)
        self.start_query = nn.Linear(width, room)
        self.start_key = nn.Linear(width, room)
        self.absent_key = nn.Linear(width, room)
        self.end_query = nn.Linear(2 * width, room)
        self.end_key = nn.Linear(width, room)
        self.scale = room**-0.5

    def question(self, states, mask):
        """One vector [n, width] of the questions' states [n, length, width]."""
        weights = self.importance(states)[..., 0].masked_fill(~mask, HIDDEN).softmax(-1)
        return (weights[..., None] * states).sum(1)

    def start(self, states, mask, question):
        """Scores [n, length] of a window's words, from `states` whose first is [CLS], and their questions' vectors."""
        query = self.start_query(question)[:, :, None]
        absent = self.absent_key(states[:, :1]) @ query
        scores = (self.start_key(states) @ query - absent)[..., 0] * self.scale
        return scores.masked_fill(~mask, HIDDEN)

    def end(self, states, mask, question, starts):
        """Scores [n, length] of a window's words, for the states [n, width] of the starts."""
        query = self.end_query(torch.cat([question, starts], -1))[:, :, None]
        return ((self.end_key(states) @ query)[..., 0] * self.scale).masked_fill(~mask, HIDDEN)


class Reader(nn.Module):
    """BERT whose lower layers read a text by itself (DeFormer, Cao et al. 2020), and a pointer."""

    def __init__(self, shape=None, dropout=0.1):
        super().__init__()
        self.shape = dict(shape or SHAPE)
        width = self.shape["width"]

        def layers(count):
            return nn.ModuleList(
                Layer(width, self.shape["heads"], self.shape["feed_forward"], dropout) for _ in range(count)
            )

        self.separate = layers(self.shape["separate_layers"])
        self.segment = nn.Embedding(2, width)
        self.match = nn.Embedding(2, width)
        self.norm = nn.LayerNorm(width, EPSILON)
        self.layers = layers(self.shape["layers"])
        self.pointer = Pointer(width, self.shape["pointer"])
        self.dropout = nn.Dropout(dropout)
        for table in (self.segment, self.match):
            nn.init.normal_(table.weight, std=0.02)
        nn.init.constant_(self.norm.weight, STATES_DEVIATION)

    def start_from(self, bert):
        """Take over the layers of a model of the transformers library."""
        for mine, theirs in zip([*self.separate, *self.layers], bert.encoder.layer, strict=True):
            mine.start_from(theirs)

    def states(self, sequences):
        """States [n, length, width] of sequences that are read by themselves."""
        x = self.dropout(sequences.embedded)
        mask = hidden(sequences.mask)
        for layer in self.separate:
            x = layer(x, mask)
        return x

    def forward(self, batch):
        """States [n, length, width] of questions and windows side by side, each looking at the other, and the vectors
        [n, width] of the questions."""
        questions, windows = self.states(batch.questions), self.states(batch.windows)
        x = torch.cat([questions.flatten(0, 1), windows.flatten(0, 1)]).index_select(0, batch.places.flatten())
        x = x.unflatten(0, batch.places.shape) + self.segment(batch.segments) + self.match(batch.matches)
        x = self.dropout(self.norm(x))
        mask = hidden(batch.mask)
        for layer in self.layers:
            x = layer(x, mask)
        return x, self.pointer.question(questions, batch.questions.mask)[batch.question_of]


def hidden(mask):
    return torch.zeros(mask.shape).masked_fill(~mask, HIDDEN)[:, None, None]
