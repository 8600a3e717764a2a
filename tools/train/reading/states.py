"""Cache MiniLM's states of all windows and questions: the middle and the last layer side by side, float16."""

import argparse
import json
import os
from pathlib import Path

import numpy as np
import torch

from reading.minilm import open_encoder
from reading.texts import Texts

FILES = {"train": "train.jsonl.gz", "val": "val.jsonl", "unanswerable": "unanswerable_val.jsonl"}
TOKENS_A_BATCH = 4096


@torch.inference_mode()
def write(path, sequences, encoder):
    """States of every sequence one after the other, [all word pieces, 2 * width]; special tokens are left out."""
    starts = np.concatenate([[0], np.cumsum([len(ids) for ids in sequences])])
    part = path.with_suffix(".part")
    target = np.lib.format.open_memmap(part, mode="w+", dtype=np.float16, shape=(int(starts[-1]), encoder.width))
    order = sorted(range(len(sequences)), key=lambda index: len(sequences[index]))
    at = 0
    while at < len(order):
        end = at + 1
        while end < len(order) and (end - at + 1) * (len(sequences[order[end]]) + 2) <= TOKENS_A_BATCH:
            end += 1
        rows = order[at:end]
        states = encoder.states([sequences[row] for row in rows]).half().numpy()
        for row, found in zip(rows, states):
            target[starts[row] : starts[row + 1]] = found[1 : len(sequences[row]) + 1]
        if at // 5000 != end // 5000:
            print(f"{path.name} {end}/{len(order)}", flush=True)
        at = end
    target.flush()
    os.replace(part, path)
    np.save(path.with_name(path.stem + ".starts.npy"), starts)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with passages.jsonl.gz and the questions")
    parser.add_argument("--cache", required=True, help="folder for the states; finished ones are kept")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    cache = Path(arguments.cache)
    cache.mkdir(parents=True, exist_ok=True)

    encoder = open_encoder()
    texts = Texts(arguments.data, encoder.tokenizer)
    groups = {"windows": [window.ids for window in texts.windows]}
    groups |= {name: [record["ids"] for record in texts.questions(file)] for name, file in FILES.items()}
    print(json.dumps({name: [len(g), sum(map(len, g))] for name, g in groups.items()}), flush=True)
    for name in ("val", "unanswerable", "train", "windows"):
        if not (cache / f"{name}.npy").exists():
            write(cache / f"{name}.npy", groups[name], encoder)


if __name__ == "__main__":
    main()
