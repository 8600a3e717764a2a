"""What integers cost: exact match, F1 and vectors of the int8 encoder and reader beside those of float32."""

import argparse
import copy
import json
import random

import torch

from reading.batches import Question, piece_of
from reading.integers import linears, quantised, with_integers
from reading.minilm import open_encoder
from reading.model import Reader
from reading.scores import evaluate
from reading.texts import FILES, Texts


class Fresh:
    """States that an encoder computes now, for the rows that are asked for."""

    def __init__(self, encoder, sequences, rows):
        self.found = {}
        rows = sorted(rows, key=lambda row: len(sequences[row]))
        with torch.inference_mode():
            for at in range(0, len(rows), 16):
                part = rows[at : at + 16]
                for row, states in zip(part, encoder.states([sequences[row] for row in part]).numpy()):
                    self.found[row] = states[: len(sequences[row]) + 2]

    def of(self, row):
        return self.found[row]


class Whole:
    """The encoder as the packages run it: every sequence by itself, all layers."""

    def __init__(self, encoder):
        self.encoder = encoder

    def vectors(self, sequences):
        found = []
        with torch.inference_mode():
            for sequence in sequences:
                states = self.encoder.states([sequence])
                for layer in self.encoder.upper:
                    states = layer(states)
                mean = states[0].mean(0)
                found.append(mean / mean.norm())
        return torch.stack(found)


def in_integers(encoder):
    """The encoder with its layers in integers and its tables as they are exported."""
    turned = copy.deepcopy(encoder)
    for layer in [*turned.model.encoder.layer, *turned.upper]:
        with_integers(layer, linears(layer))
    for table in (turned.model.embeddings.word_embeddings, turned.model.embeddings.position_embeddings):
        elements, scale = quantised(table.weight, 0)
        table.weight.data = torch.from_numpy(elements * scale[:, None])
    return turned


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", help="checkpoint.pt of a reader's training")
    parser.add_argument("--data", required=True)
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)

    full = open_encoder()
    texts = Texts(arguments.data, full.tokenizer)
    records = texts.questions(FILES["val"])
    for row, record in enumerate(records):
        record["row"] = row
    squad = [record for record in records if record["source"].startswith("squad-v")]
    chosen = random.Random(1).sample(squad, arguments.questions)
    windows = sorted({window for record in chosen for window in texts.of_passage[record["passage_id"]]})

    state = torch.load(arguments.checkpoint, weights_only=True)
    reader = Reader(state["shape"])
    reader.load_state_dict(state["average"])
    readers = {"float32": reader.eval()}
    layers = [name for name in linears(reader) if name.startswith("layers.")]
    readers["int8"] = with_integers(copy.deepcopy(reader), layers)

    encoders = {"float32": full, "int8": in_integers(full)}
    sequences = [texts.windows[window].ids for window in windows[:: max(1, len(windows) // 50)]]
    one, other = (Whole(encoder).vectors(sequences) for encoder in encoders.values())
    cosines = (one * other).sum(1)
    print(json.dumps({"cosine": {"mean": round(float(cosines.mean()), 5), "least": round(float(cosines.min()), 5)}}))
    for name, encoder in encoders.items():
        asked = Fresh(encoder, [record["ids"] for record in records], [record["row"] for record in chosen])
        read = Fresh(encoder, [window.ids for window in texts.windows], windows)
        for kind, judged in readers.items():
            found = evaluate(judged, texts, asked, read, chosen)
            print(json.dumps({"encoder": name, "reader": kind, **found}), flush=True)


if __name__ == "__main__":
    main()
