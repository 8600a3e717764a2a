"""Writes pytorch-attention.json: outputs and gradients of attention by PyTorch in float64, for attention.pytorch.test.ts.

    python pytorch-attention.py    # torch 2.5 or later
"""

import json
from pathlib import Path

import torch
from torch.nn.functional import scaled_dot_product_attention

torch.manual_seed(20240607)


def numbers(tensor):
    return {"shape": list(tensor.shape), "data": [round(value, 12) for value in tensor.flatten().tolist()]}


def random(*shape):
    # Rounded first, so that the file holds exactly what was computed with.
    return torch.randn(*shape, dtype=torch.float64).mul(1024).round().div(1024)


def case(name, query, key, value, *, mask=None, bias=None, scale=None, softcap=0.0):
    for tensor in (query, key, value):
        tensor.requires_grad_()
    if softcap:
        group = query.shape[1] // key.shape[1]
        keys, values = (tensor.repeat_interleave(group, 1) for tensor in (key, value))
        scores = (query @ keys.transpose(-1, -2)) * (scale or query.shape[-1] ** -0.5)
        scores = softcap * torch.tanh(scores / softcap)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        output = scores.softmax(-1) @ values
    else:
        output = scaled_dot_product_attention(
            query, key, value, attn_mask=mask if bias is None else bias, scale=scale, enable_gqa=True
        )
    output_gradient = random(*output.shape)
    output.backward(output_gradient)
    return {
        "name": name,
        "query": numbers(query),
        "key": numbers(key),
        "value": numbers(value),
        "mask": None if mask is None else {"shape": list(mask.shape), "data": mask.int().flatten().tolist()},
        "bias": None if bias is None else numbers(bias),
        "scale": scale,
        "softcap": softcap,
        "outputGradient": numbers(output_gradient),
        "output": numbers(output),
        "gradients": {
            "query": numbers(query.grad),
            "key": numbers(key.grad),
            "value": numbers(value.grad),
        },
    }


mask = torch.rand(2, 1, 3, 5) < 0.6
mask[..., 0] = True
cases = [
    case("plain", random(2, 2, 3, 4), random(2, 2, 5, 4), random(2, 2, 5, 3)),
    case("grouped heads and a mask", random(2, 4, 3, 4), random(2, 2, 5, 4), random(2, 2, 5, 4), mask=mask),
    case("a bias and a scale", random(1, 2, 3, 4), random(1, 2, 5, 4), random(1, 2, 5, 4), bias=random(2, 3, 5), scale=0.8),
    case("softcap, grouped heads, mask", random(2, 4, 3, 4), random(2, 2, 5, 4), random(2, 2, 5, 2), mask=mask, softcap=1.5),
]
Path(__file__).with_suffix(".json").write_text(json.dumps({"torch": torch.__version__, "cases": cases}))
