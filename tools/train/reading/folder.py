"""Read an exported model folder back, to compute as the packages do."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from reading.integers import IntegerLinear, linears
from reading.minilm import MiniLM
from reading.model import Reader


def filled(module, stored):
    """The module with the weights of a file; linear layers whose weights are integers compute with them."""
    for name, layer in linears(module).items():
        weight, bias = stored[f"{name}.weight"], stored[f"{name}.bias"].float()
        if weight.dtype == torch.int8:
            parent, _, last = name.rpartition(".")
            integers = IntegerLinear(weight, stored[f"{name}.weight_scale"], bias)
            setattr(module.get_submodule(parent), last, integers)
        else:
            layer.weight.data, layer.bias.data = weight.float().t().contiguous(), bias
    left = {name: value for name, value in module.named_parameters() if not name.startswith(tuple(linears(module)))}
    for name, parameter in left.items():
        value = stored[name]
        scale = stored[f"{name}_scale"][:, None] if value.dtype == torch.int8 else 1
        parameter.data = value.float() * scale
    return module.eval()


def read_encoder(folder):
    folder = Path(folder)
    model = BertModel(BertConfig.from_json_file(folder / "config.json"), add_pooling_layer=False)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return MiniLM(tokenizer, filled(model, load_file(folder / "model.safetensors")))


def read_reader(folder):
    """The reader, and its config."""
    folder = Path(folder)
    config = json.loads((folder / "config.json").read_text())
    return filled(Reader(config["reader"]), load_file(folder / "reader.safetensors")), config
