"""Cache what the frozen part of the backbone sees in each photo, as float16 maps on disk."""

import argparse
import json
import multiprocessing
import os
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image

import backbone
import data
from augment import vary

MAP = (120, 14, 14)
CHUNK = 64


class Trunk(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = backbone.Backbone()
        backbone.load_pretrained(self.backbone)

    def forward(self, pixels):
        return self.backbone.trunk(pixels)


def export_trunk(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sample = torch.zeros(1, 3, backbone.IMAGE_SIZE, backbone.IMAGE_SIZE)
        torch.onnx.export(Trunk().eval(), sample, path, dynamo=False, opset_version=17, input_names=["pixels"])


def normalise(pixels):
    mean = np.array(backbone.MEAN, dtype=np.float32)
    std = np.array(backbone.STD, dtype=np.float32)
    return ((pixels.astype(np.float32) - mean) / std).transpose(2, 0, 1)


def start_worker(path):
    global session
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def maps_of(task):
    folder, names, variant = task
    maps = np.empty((len(names), *MAP), dtype=np.float16)
    for row, name in enumerate(names):
        with Image.open(Path(folder) / name) as image:
            varied = np.asarray(vary(image.convert("RGB"), variant, name))
        maps[row] = session.run(None, {"pixels": normalise(varied)[None]})[0][0]
    return maps


def groups_of(records):
    return {
        "train": data.select(records, "train"),
        "val": data.select(records, "val"),
        "train-asked": data.select(records, "train", captioned=False),
        "val-asked": data.select(records, "val", captioned=False),
    }


def write(pool, folder, names, variant, target):
    part = target.with_suffix(".part")
    maps = np.lib.format.open_memmap(part, mode="w+", dtype=np.float16, shape=(len(names), *MAP))
    tasks = [(folder, names[start : start + CHUNK], variant) for start in range(0, len(names), CHUNK)]
    for index, chunk in enumerate(pool.imap(maps_of, tasks)):
        maps[index * CHUNK : index * CHUNK + len(chunk)] = chunk
    maps.flush()
    os.replace(part, target)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=data.PHOTOS)
    parser.add_argument("--cache", required=True, help="folder for the maps; finished ones are kept")
    parser.add_argument("--group", choices=["train", "val", "train-asked", "val-asked"], required=True)
    parser.add_argument("--variants", type=int, nargs="+", default=[0])
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()

    cache = Path(arguments.cache)
    cache.mkdir(parents=True, exist_ok=True)
    records = groups_of(data.photos(arguments.data))[arguments.group]
    names = [record["image"] for record in records]
    (cache / f"{arguments.group}.json").write_text(json.dumps(names))
    with tempfile.TemporaryDirectory() as scratch:
        trunk = str(Path(scratch) / "trunk.onnx")
        export_trunk(trunk)
        context = multiprocessing.get_context("spawn")
        with context.Pool(arguments.workers, start_worker, (trunk,)) as pool:
            for variant in arguments.variants:
                target = cache / f"{arguments.group}-{variant}.npy"
                if not target.exists():
                    write(pool, arguments.data, names, variant, target)
                    print(target.name, len(names), flush=True)


if __name__ == "__main__":
    main()
