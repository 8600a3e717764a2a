"""Cache the last map of a model's image encoder as cells [49, channels], for training that leaves the encoder alone."""

import argparse
import os
from pathlib import Path

import numpy as np
import torch

import backbone
import checkpoint
from model import POSITIONS

CHUNK = 64


@torch.inference_mode()
def write(vision, source, target):
    maps = np.load(source, mmap_mode="r")
    part = target.with_suffix(".part")
    shape = (len(maps), POSITIONS, backbone.HEAD_CHANNELS)
    cells = np.lib.format.open_memmap(part, mode="w+", dtype=np.float16, shape=shape)
    for start in range(0, len(maps), CHUNK):
        chunk = torch.from_numpy(np.asarray(maps[start : start + CHUNK])).float()
        found = vision.tuned(chunk.contiguous(memory_format=torch.channels_last))
        cells[start : start + len(chunk)] = found.flatten(2).transpose(1, 2).half().numpy()
    cells.flush()
    os.replace(part, target)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="model folder whose image encoder is used")
    parser.add_argument("--cache", required=True, help="folder with the maps of features.py")
    parser.add_argument("--output", required=True, help="folder for the cells; finished ones are kept")
    arguments = parser.parse_args()

    vision = checkpoint.read(arguments.model)[0].vision.to(memory_format=torch.channels_last)
    output = Path(arguments.output)
    output.mkdir(parents=True, exist_ok=True)
    for source in sorted(Path(arguments.cache).glob("*.npy")):
        target = output / source.name
        if not target.exists():
            write(vision, source, target)
            print(target.name, flush=True)


if __name__ == "__main__":
    main()
