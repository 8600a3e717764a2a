"""Write what another implementation must reproduce: activations, states, logits and greedy captions.

goldens.safetensors (float32 unless said otherwise), for the first photo:
  pixels [1, 3, 224, 224], vision.stem, vision.stages.{i}.{j}, vision.head, bridge.input (positions added),
  bridge.layers.{i}, states [1, 49, width], tokens [1, T] (int32), decoder.layers.{i}, logits [1, T, vocabulary]
and for all photos:
  photos.pixels [n, 224, 224, 3] (uint8), photos.states [n, 49, width], photos.tokens [n, T] (int32, padded),
  photos.logits [n, T, vocabulary] (rows past the end token are to be ignored)
greedy.json: photo -> caption under the folder's own no_repeat_ngram and max_tokens.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

import checkpoint
import data
import generate
from features import normalise

PHOTOS = 20


def record(model, pixels, tokens):
    """Activations of one photo by the names above."""
    kept = {}

    def keep(name):
        def hook(module, inputs, output):
            kept[name] = output[0] if isinstance(output, tuple) else output

        return hook

    hooks = []
    for i, stage in enumerate(model.vision.stages):
        hooks += [block.register_forward_hook(keep(f"vision.stages.{i}.{j}")) for j, block in enumerate(stage)]
    for part, layers in (("bridge", model.bridge.layers), ("decoder", model.decoder.layers)):
        hooks += [layer.register_forward_hook(keep(f"{part}.layers.{i}")) for i, layer in enumerate(layers)]
    head = model.vision(pixels)
    cells = head.flatten(2).transpose(1, 2)
    states = model.bridge(cells)
    logits = model.decoder(tokens, torch.arange(tokens.shape[1])[None], model.decoder.project(states))
    for hook in hooks:
        hook.remove()
    return {
        "pixels": pixels,
        "vision.stem": torch.nn.functional.relu6(model.vision.stem(pixels)),
        "vision.head": head,
        "bridge.input": model.bridge.input(cells) + model.bridge.positions,
        "states": states,
        "logits": logits,
        **kept,
    }


@torch.inference_mode()
def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="model folder")
    parser.add_argument("--data", default=data.PHOTOS)
    parser.add_argument("--output", help="where to write; the model folder unless given")
    arguments = parser.parse_args()
    output = Path(arguments.output or arguments.model)
    output.mkdir(parents=True, exist_ok=True)

    model, vocabulary, config = checkpoint.read(arguments.model)
    generation = config["tasks"]["caption"]["generation"]
    names = [r["image"] for r in data.select(data.photos(arguments.data), "val", "flickr8k")[:PHOTOS]]
    photos = np.stack([data.pixels_of(arguments.data, name) for name in names])
    pixels = torch.from_numpy(np.stack([normalise(photo) for photo in photos]))
    states = torch.cat([model.memory_of_pixels(photo[None]) for photo in pixels])
    rows = generate.greedy(model, states, generation["max_tokens"], generation["no_repeat_ngram"])
    length = max(map(len, rows)) + 1
    tokens = torch.full((len(rows), length), data.PAD)
    for index, ids in enumerate(rows):
        tokens[index, : len(ids) + 1] = torch.tensor([data.CAPTION, *ids])
    positions = torch.arange(length)[None].expand_as(tokens)
    logits = model.decoder(tokens, positions, model.decoder.project(states))

    first = tokens[:1, : len(rows[0]) + 1]
    goldens = {
        **record(model, pixels[:1], first),
        "tokens": first.int(),
        "photos.pixels": torch.from_numpy(photos),
        "photos.states": states,
        "photos.tokens": tokens.int(),
        "photos.logits": logits,
    }
    goldens = {name: value.contiguous().clone() for name, value in goldens.items()}
    save_file(goldens, output / "goldens.safetensors", {"revision": config["revision"]})
    captions = {name: " ".join(vocabulary.decode(ids)) for name, ids in zip(names, rows)}
    (output / "greedy.json").write_text(json.dumps(captions, indent=2) + "\n")


if __name__ == "__main__":
    main()
