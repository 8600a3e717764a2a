"""What training runs share: the data in memory, the model, checkpoints, weight averaging, validation."""

import json
import os
from pathlib import Path

import torch

import backbone
import data
import generate
import metrics
from batches import Captions, Maps
from model import ImageText, forbid_special

SHAPE = {
    "width": 256,
    "heads": 8,
    "bridge_layers": 1,
    "bridge_feed_forward": 1024,
    "decoder_layers": 3,
    "feed_forward": 1024,
    "max_length": 40,
    "dropout": 0.2,
}
RARE = 5
GRADIENTS = 12_000_000


class Corpus:
    def __init__(self, photos, cache):
        records = data.photos(photos)
        self.train = data.select(records, "train")
        self.vocabulary = data.Vocabulary(data.vocabulary_of(self.train, RARE))
        self.captions = Captions(self.train, self.vocabulary)
        self.maps = Maps(cache, "train")
        self.val_maps = Maps(cache, "val")
        val = data.select(records, "val")
        self.val_rows = [row for row, record in enumerate(val) if record["source"] == "flickr8k"]
        self.val_records = [val[row] for row in self.val_rows]
        self.val_references = [[data.words_of(c) for c in record["captions"]] for record in self.val_records]


def new_model(corpus, shape=None):
    model = ImageText({**(shape or SHAPE), "vocabulary_size": len(corpus.vocabulary)})
    backbone.load_pretrained(model.vision)
    model.vision.to(memory_format=torch.channels_last)
    forbid_special(model)
    return model


def freeze(model, tuned):
    model.vision.requires_grad_(False)
    for parameter in model.vision.tuned_parameters():
        parameter.requires_grad_(tuned)


class Average:
    """Exponential moving average of the weights that training moves."""

    def __init__(self, model, decay):
        self.decay, self.steps = decay, 0
        self.weights = {name: value.detach().clone() for name, value in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model):
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for name, value in model.named_parameters():
            if value.requires_grad:
                self.weights[name].lerp_(value, 1 - decay)

    def into(self, model):
        model.load_state_dict(self.weights)
        return model.eval()


def save(path, **state):
    part = Path(path).with_suffix(".part")
    torch.save(state, part)
    os.replace(part, path)


@torch.inference_mode()
def states_of(model, maps, rows, variant=0, size=64):
    model.eval()
    parts = []
    for start in range(0, len(rows), size):
        chunk = rows[start : start + size]
        x = maps.take(chunk, [variant] * len(chunk)).contiguous(memory_format=torch.channels_last)
        parts.append(model.memory(x))
    return torch.cat(parts)


def validate(model, corpus, count, write=generate.greedy, **options):
    """Metrics of the first `count` Flickr8k validation photos, and the captions."""
    states = states_of(model, corpus.val_maps, corpus.val_rows[:count])
    rows = [ids for start in range(0, count, 128) for ids in write(model, states[start : start + 128], **options)]
    captions = [corpus.vocabulary.decode(ids) for ids in rows[:count]]
    return metrics.summary(captions, corpus.val_references[:count]), captions


def report(found):
    return json.dumps({key: round(value, 4) for key, value in found.items()})
