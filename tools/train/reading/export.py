"""Write MiniLM as 8-bit integers, and the averaged weights of a reader's training, as a model folder.

Linear weights of layers become integers with a scale for each output, embedding tables with a scale for each row; what is
left is float32 (small) or float16 (the pointer's). The encoder is written first; `--reader` adds the rest.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch

import checkpoint
from reading.integers import error_of, layers_of, linears, quantised
from reading.minilm import open_encoder, unpacked
from reading.model import Reader
from reading.texts import LONGEST_ANSWER, LONGEST_QUESTION, LONGEST_WINDOW, WINDOW_STRIDE

ENCODER = "all-MiniLM-L6-v2 int8"
ENCODER_FIELDS = [
    "model_type", "architectures", "hidden_act", "hidden_size", "intermediate_size", "layer_norm_eps",
    "max_position_embeddings", "num_attention_heads", "num_hidden_layers", "pad_token_id", "type_vocab_size", "vocab_size",
]  # fmt: skip


def tensors_of(module, quantise, turned):
    """Arrays by name, in an order in which each begins at a multiple of its element size; errors of the integers."""
    found, errors = {}, {}
    for name, value in module.state_dict().items():
        value = value.detach().float()
        name_of_module = name.removesuffix(".weight")
        if name_of_module in turned:
            value = value.t().contiguous()
        if name_of_module in quantise:
            axis = quantise[name_of_module]
            elements, scale = quantised(value, axis)
            errors[name] = error_of(value, elements, scale, axis)
            found[name], found[f"{name}_scale"] = elements, scale
        elif value.dim() > 1 and name_of_module in turned:
            found[name] = value.half().numpy()
        else:
            found[name] = value.numpy()
    order = sorted(found, key=lambda name: (found[name].nbytes % checkpoint.ALIGNMENT != 0, -found[name].itemsize))
    return {name: found[name] for name in order}, errors


def encoder_tensors(model):
    linear = linears(model)
    tables = {name: 0 for name in ("embeddings.word_embeddings", "embeddings.position_embeddings")}
    return tensors_of(model, tables | {name: 1 for name in linear}, set(linear))


def reader_tensors(reader):
    linear = linears(reader)
    return tensors_of(reader, {name: 1 for name in layers_of(reader)}, set(linear))


def write_encoder(folder):
    folder.mkdir(parents=True, exist_ok=True)
    model = open_encoder().model
    model.pooler = None
    tensors, errors = encoder_tensors(model)
    revision = checkpoint.revision_of(tensors)
    metadata = {"format": "pt", "licence": "Apache-2.0", "revision": revision, "source": "all-MiniLM-L6-v2"}
    checkpoint.write_tensors(folder / "model.safetensors", tensors, metadata)
    with unpacked() as home:
        original = json.loads((home / "config.json").read_text())
        for name in ("tokenizer.json", "sentence_bert_config.json"):
            shutil.copyfile(home / name, folder / name)
            (folder / name).chmod(0o644)
    config = {"name": ENCODER, **{name: original[name] for name in ENCODER_FIELDS if name in original}}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    return revision, errors


def write_reader(folder, path, threshold, temperature):
    state = torch.load(path, weights_only=True)
    reader = Reader(state["shape"])
    reader.load_state_dict(state["average"])
    tensors, errors = reader_tensors(reader)
    revision = checkpoint.revision_of(tensors)
    metadata = {"format": "crossattn-reader", "format_version": "2", "licence": "CC-BY-SA-4.0", "revision": revision}
    checkpoint.write_tensors(folder / "reader.safetensors", tensors, metadata)
    encoder = folder / "encoder" / "model.safetensors"
    config = {
        "model_type": "crossattn-reader",
        "format_version": 2,
        "revision": revision,
        "reader": reader.shape,
        "windows": {"length": LONGEST_WINDOW, "stride": WINDOW_STRIDE},
        "question_length": LONGEST_QUESTION,
        "answer_length": LONGEST_ANSWER,
        "encoder": {"name": ENCODER, "revision": checkpoint.metadata_of(encoder)["revision"]},
        "calibration": {"threshold": threshold, "temperature": temperature},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    return revision, errors


def report(name, revision, errors):
    values = np.array(list(errors.values()))
    worst = max(errors, key=errors.get)
    mean = round(float(values.mean()), 5)
    print(json.dumps({name: revision, "error": mean, "worst": {worst: round(errors[worst], 5)}}))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", required=True, help="model folder")
    parser.add_argument("--encoder", action="store_true", help="write the encoder")
    parser.add_argument("--reader", help="checkpoint.pt of a training run")
    parser.add_argument("--threshold", type=float, help="score at which an answer and none are equally likely")
    parser.add_argument("--temperature", type=float, help="of the probability that there is none")
    arguments = parser.parse_args()
    folder = Path(arguments.output)
    if arguments.encoder:
        report("encoder", *write_encoder(folder / "encoder"))
    if arguments.reader:
        if arguments.threshold is None or arguments.temperature is None:
            parser.error("--reader needs --threshold and --temperature")
        report("reader", *write_reader(folder, arguments.reader, arguments.threshold, arguments.temperature))


if __name__ == "__main__":
    main()
