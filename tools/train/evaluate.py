"""Caption the Flickr8k validation photos with a model folder, in float32, and print the metrics."""

import argparse
import json

import numpy as np
import torch

import checkpoint
import data
import generate
import metrics
import run
from features import normalise


@torch.inference_mode()
def memories(model, folder, records):
    parts = []
    for record in records:
        pixels = normalise(data.pixels_of(folder, record["image"]))
        parts.append(model.memory_of_pixels(torch.from_numpy(np.ascontiguousarray(pixels))[None]))
    return torch.cat(parts)


def captions_of(model, vocabulary, states, beams, length_penalty, max_tokens, no_repeat):
    rows = []
    for start in range(0, len(states), 128):
        chunk = states[start : start + 128]
        if beams == 1:
            rows += generate.greedy(model, chunk, max_tokens, no_repeat)
        else:
            rows += generate.beams(model, chunk, beams, length_penalty, max_tokens, no_repeat)
    return [vocabulary.decode(ids) for ids in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="model folder")
    parser.add_argument("--data", default=data.PHOTOS)
    parser.add_argument("--beams", type=int, nargs="+", help="beam widths to try; the folder's default unless given")
    parser.add_argument("--length-penalty", type=float, nargs="+")
    parser.add_argument("--no-repeat", type=int)
    parser.add_argument("--shuffle", action="store_true", help="give each photo the memory of another")
    parser.add_argument("--captions", help="write the last run's captions to this JSON file")
    arguments = parser.parse_args()
    torch.set_num_threads(2)

    model, vocabulary, config = checkpoint.read(arguments.model)
    defaults = config["tasks"]["caption"]["generation"]
    records = data.select(data.photos(arguments.data), "val", "flickr8k")
    references = [[data.words_of(c) for c in record["captions"]] for record in records]
    states = memories(model, arguments.data, records)
    if arguments.shuffle:
        states = states.roll(1, 0)
    no_repeat = defaults["no_repeat_ngram"] if arguments.no_repeat is None else arguments.no_repeat
    for beams in arguments.beams or [defaults["beams"]]:
        for penalty in (arguments.length_penalty or [defaults["length_penalty"]]) if beams > 1 else [0.0]:
            captions = captions_of(model, vocabulary, states, beams, penalty, defaults["max_tokens"], no_repeat)
            found = metrics.summary(captions, references)
            print(f"beams {beams} length_penalty {penalty} no_repeat {no_repeat} {run.report(found)}", flush=True)
    if arguments.captions:
        named = {record["image"]: " ".join(words) for record, words in zip(records, captions)}
        with open(arguments.captions, "w", encoding="utf-8") as file:
            json.dump(named, file, indent=1)


if __name__ == "__main__":
    main()
