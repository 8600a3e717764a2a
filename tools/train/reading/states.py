"""Cache the lower layers' states of the questions and of the windows of the passages that are asked about, float16."""

import argparse
import json
import os
import random
from pathlib import Path

import numpy as np
import torch

from reading.altered import altered, names_of
from reading.minilm import open_encoder
from reading.texts import FILES, LONGEST_QUESTION, Texts, lines_of

TOKENS_A_BATCH = 8192


@torch.inference_mode()
def write(path, sequences, encoder):
    """States of every sequence one after the other, [all word pieces with [CLS] and [SEP], width]."""
    starts = np.concatenate([[0], np.cumsum([len(ids) + 2 if len(ids) else 0 for ids in sequences])])
    part = path.with_suffix(".part")
    target = np.lib.format.open_memmap(part, mode="w+", dtype=np.float16, shape=(int(starts[-1]), encoder.width))
    order = sorted((row for row, ids in enumerate(sequences) if len(ids)), key=lambda row: len(sequences[row]))
    at = 0
    while at < len(order):
        end = at + 1
        while end < len(order) and (end - at + 1) * (len(sequences[order[end]]) + 2) <= TOKENS_A_BATCH:
            end += 1
        rows = order[at:end]
        states = encoder.states([sequences[row] for row in rows]).half().numpy()
        for row, found in zip(rows, states):
            target[starts[row] : starts[row + 1]] = found[: len(sequences[row]) + 2]
        if at // 2000 != end // 2000:
            print(f"{path.name} {end}/{len(order)}", flush=True)
        at = end
    target.flush()
    os.replace(part, path)
    np.save(path.with_name(path.stem + ".starts.npy"), starts)


def write_altered(path, texts, records, variants=2, seed=1):
    """Altered questions of the training records; strange names come from texts of the same title."""
    chance = random.Random(seed)
    names = {}
    for window in texts.windows:
        names.setdefault(texts.title[window.passage], []).append(window.passage)
    found = []
    for row, record in enumerate(records):
        alike = names[texts.title[record["passage_id"]]]
        others = [n for passage in chance.sample(alike, min(6, len(alike))) for n in names_of(texts.text[passage])]
        answers = [answer["text"] for answer in record["answers"]]
        asked = (record["question"], texts.text[record["passage_id"]], answers, others, chance)
        questions = {altered(*asked) for _ in range(variants)} - {None}
        found += [{"row": row, "question": question} for question in sorted(questions)]
    encodings = texts.tokenizer.encode_batch([record["question"] for record in found], add_special_tokens=False)
    for record, encoding in zip(found, encodings):
        record["ids"] = encoding.ids[:LONGEST_QUESTION]
    path.write_text("".join(json.dumps(record) + "\n" for record in found))


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
    asked = {name: texts.questions(file) for name, file in FILES.items()}
    for name, records in asked.items():
        wanted = {record["passage_id"] for record in records}
        groups = {
            name: [record["ids"] for record in records],
            f"{name}-windows": [window.ids if window.passage in wanted else () for window in texts.windows],
        }
        for group, sequences in groups.items():
            print(json.dumps({group: [sum(map(bool, map(len, sequences))), sum(map(len, sequences))]}), flush=True)
            if not (cache / f"{group}.npy").exists():
                write(cache / f"{group}.npy", sequences, encoder)
    path = cache / "altered.jsonl"
    if not path.exists():
        write_altered(path, texts, asked["train"])
    if not (cache / "altered.npy").exists():
        write(cache / "altered.npy", [np.array(record["ids"]) for record in lines_of(path)], encoder)


if __name__ == "__main__":
    main()
