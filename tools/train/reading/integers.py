"""Weights of 7 bits, and what the packages compute with them.

Weights go from -63 to 63, so that a processor may add two products with an unsigned byte in 16 bits. The rows that they
multiply become integers as well, from -127 to 127, each row with a scale of its own.
"""

import numpy as np
import torch
from torch import nn

LARGEST, LARGEST_INPUT = 63, 127


def quantised(weight, axis):
    """Integers of a matrix and a scale for each of its entries along `axis`."""
    weight = weight.detach().float().numpy()
    largest = np.abs(weight).max(axis=1 - axis, keepdims=True)
    scale = np.where(largest == 0, 1, largest / LARGEST).astype(np.float32)
    return np.rint(weight / scale).astype(np.int8), scale.reshape(-1)


def error_of(weight, elements, scale, axis):
    """Root mean square error of the integers, relative to the weight."""
    weight = weight.detach().float().numpy()
    restored = elements * (scale[:, None] if axis == 0 else scale)
    return float(np.sqrt(((restored - weight) ** 2).mean() / (weight**2).mean()))


class IntegerLinear(nn.Module):
    """A linear layer as the packages compute it; `weight` [in, out]."""

    def __init__(self, elements, scale, bias):
        super().__init__()
        self.register_buffer("elements", elements.float())
        self.register_buffer("scale", scale)
        self.register_buffer("bias", bias)

    def forward(self, x):
        row = x.abs().amax(-1, keepdim=True).clamp_min(1e-30) * (1 / LARGEST_INPUT)
        return torch.round(x / row) @ self.elements * self.scale * row + self.bias


def linears(module):
    return {name: part for name, part in module.named_modules() if isinstance(part, nn.Linear)}


def layers_of(reader):
    """The names of those of a reader that become integers."""
    return [name for name in linears(reader) if name.startswith(("separate.", "layers."))]


def with_integers(module, names):
    """Linear layers of these names compute with integers from now on."""
    for name in names:
        parent, _, last = name.rpartition(".")
        layer = module.get_submodule(name)
        elements, scale = quantised(layer.weight.t(), 1)
        own = IntegerLinear(torch.from_numpy(elements), torch.from_numpy(scale), layer.bias.detach().float())
        setattr(module.get_submodule(parent), last, own)
    return module
