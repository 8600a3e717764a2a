"""The model folder: names and layout of its tensors, written and read back."""

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

import backbone
import data
from model import POSITIONS, ImageText

ALIGNMENT = 8
TYPES = {"float16": "F16", "float32": "F32", "int8": "I8"}
PROMPTS = {"caption": [data.CAPTION], "answer": [data.ANSWER]}
SPLIT = r"[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]"


def linear(model):
    return {f"{name}.weight" for name, module in model.named_modules() if isinstance(module, torch.nn.Linear)}


def tensors_of(model):
    """Float16 arrays in the order of the file; linear weights as [in, out]."""
    turned = linear(model)
    return {
        name: (value.t() if name in turned else value).contiguous().to(torch.float16).numpy()
        for name, value in model.state_dict().items()
    }


def write_tensors(path, tensors, metadata):
    header, offset = {"__metadata__": metadata}, 0
    for name, array in tensors.items():
        if offset % ALIGNMENT:
            raise ValueError(f"{name} would start at {offset}, off the {ALIGNMENT}-byte grid")
        end = offset + array.nbytes
        header[name] = {"dtype": TYPES[array.dtype.name], "shape": list(array.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % ALIGNMENT)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little"))
        file.write(text)
        for array in tensors.values():
            file.write(np.ascontiguousarray(array).tobytes())


def metadata_of(path):
    with open(path, "rb") as file:
        return json.loads(file.read(int.from_bytes(file.read(8), "little")))["__metadata__"]


def revision_of(tensors):
    digest = hashlib.sha256()
    for name, array in tensors.items():
        digest.update(name.encode())
        digest.update(array.tobytes())
    return digest.hexdigest()[:12]


def text_of(shape):
    if not shape.get("text_layers"):
        return {}
    return {
        "text": {
            "width": shape["width"],
            "layers": shape["text_layers"],
            "heads": shape["heads"],
            "feed_forward": shape["text_feed_forward"],
            "max_length": shape["text_max_length"],
        }
    }


def config_of(shape, revision, generation):
    """`generation` holds the defaults of each task that the model does."""
    return {
        "model_type": "crossattn-image-text",
        "format_version": 2,
        "revision": revision,
        "vision": {
            "type": "efficientnet-lite",
            "image_size": backbone.IMAGE_SIZE,
            "resize": "squeeze",
            "mean": backbone.MEAN,
            "std": backbone.STD,
            "stem": backbone.STEM,
            "stages": backbone.STAGES,
            "head_channels": backbone.HEAD_CHANNELS,
            "padding": "same",
        },
        "bridge": {
            "width": shape["width"],
            "layers": shape["bridge_layers"],
            "heads": shape["heads"],
            "feed_forward": shape["bridge_feed_forward"],
            "positions": POSITIONS,
        },
        **text_of(shape),
        "decoder": {
            "width": shape["width"],
            "layers": shape["decoder_layers"],
            "heads": shape["heads"],
            "feed_forward": shape["feed_forward"],
            "max_length": shape["max_length"],
            "vocabulary_size": shape["vocabulary_size"],
            "activation": "gelu",
            "norm_epsilon": 1e-5,
        },
        "tokens": {"pad": data.PAD, "unknown": data.UNKNOWN, "end": data.END},
        "tasks": {task: {"prompt": PROMPTS[task], "generation": defaults} for task, defaults in generation.items()},
    }


def laid_out(value, indent=0):
    """JSON with short arrays and objects on one line, as the repository's formatter wants it."""
    pad = " " * (indent + 2)
    if isinstance(value, dict):
        inner = [f"{json.dumps(key)}: {laid_out(item, indent + 2)}" for key, item in value.items()]
        opening, closing, flat = "{", "}", "{ " + ", ".join(inner) + " }"
        nested = indent == 0
    elif isinstance(value, list):
        inner = [laid_out(item, indent + 2) for item in value]
        opening, closing, flat = "[", "]", "[" + ", ".join(inner) + "]"
        nested = any(isinstance(item, dict) for item in value)
    else:
        return json.dumps(value).replace("e-0", "e-")
    if nested or "\n" in flat or len(flat) + indent > 100:
        return opening + "\n" + ",\n".join(pad + item for item in inner) + "\n" + " " * indent + closing
    return flat


def tokenizer_of(words):
    special = [
        {
            "id": index,
            "content": word,
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": True,
        }
        for index, word in enumerate(data.SPECIAL)
    ]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": special,
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Split", "pattern": {"Regex": SPLIT}, "behavior": "Removed", "invert": True},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordLevel",
            "vocab": {word: index for index, word in enumerate(words)},
            "unk_token": data.SPECIAL[data.UNKNOWN],
        },
    }


def write(folder, model, vocabulary, generation):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    tensors = tensors_of(model)
    revision = revision_of(tensors)
    metadata = {
        "format": "crossattn-image-text",
        "format_version": "2",
        "licence": "CC-BY-NC-4.0",
        "revision": revision,
        "backbone": "EfficientNet-Lite2, ImageNet weights, Apache-2.0",
    }
    write_tensors(folder / "model.safetensors", tensors, metadata)
    config = config_of(model.shape, revision, generation)
    (folder / "config.json").write_text(laid_out(config) + "\n")
    tokenizer = json.dumps(tokenizer_of(vocabulary.words), indent=1, ensure_ascii=False)
    (folder / "tokenizer.json").write_text(tokenizer + "\n")
    return revision


def read(folder):
    """The exported model in float32, its vocabulary and its config."""
    folder = Path(folder)
    config = json.loads((folder / "config.json").read_text())
    words = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]
    bridge, text, decoder = config["bridge"], config.get("text"), config["decoder"]
    model = ImageText(
        {
            "width": decoder["width"],
            "heads": decoder["heads"],
            "bridge_layers": bridge["layers"],
            "bridge_feed_forward": bridge["feed_forward"],
            "text_layers": text["layers"] if text else 0,
            "text_feed_forward": text["feed_forward"] if text else 0,
            "text_max_length": text["max_length"] if text else 0,
            "decoder_layers": decoder["layers"],
            "feed_forward": decoder["feed_forward"],
            "max_length": decoder["max_length"],
            "vocabulary_size": decoder["vocabulary_size"],
        }
    )
    turned = linear(model)
    stored = load_file(folder / "model.safetensors")
    model.load_state_dict(
        {name: (value.t() if name in turned else value).float().contiguous() for name, value in stored.items()}
    )
    return model.eval(), data.Vocabulary(sorted(words, key=words.get)), config
