"""What integers cost: exact match, F1 and vectors of the int8 encoder and reader beside those of float32."""

import argparse
import copy
import json
import random

import torch

from reading.integers import layers_of, linears, quantised, with_integers
from reading.minilm import open_encoder
from reading.model import Reader
from reading.scores import evaluate
from reading.texts import FILES, Texts


@torch.inference_mode()
def vectors(encoder, sequences):
    """Of the encoder as the packages run it: every sequence by itself, all layers."""
    found = []
    for sequence in sequences:
        mean = encoder.states([sequence])[0].mean(0)
        found.append(mean / mean.norm())
    return torch.stack(found)


def in_integers(encoder):
    """The encoder with its layers in integers and its tables as they are exported."""
    turned = copy.deepcopy(encoder)
    with_integers(turned.model.encoder, linears(turned.model.encoder))
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
    squad = [record for record in records if record["source"].startswith("squad-v")]
    chosen = random.Random(1).sample(squad, arguments.questions)
    windows = sorted({window for record in chosen for window in texts.of_passage[record["passage_id"]]})

    state = torch.load(arguments.checkpoint, weights_only=True)
    reader = Reader(state["shape"])
    reader.load_state_dict(state["average"])
    readers = {"float32": reader.eval()}
    readers["int8"] = with_integers(copy.deepcopy(reader), layers_of(reader))

    encoders = {"float32": full, "int8": in_integers(full)}
    sequences = [texts.windows[window].ids for window in windows[:: max(1, len(windows) // 50)]]
    one, other = (vectors(encoder, sequences) for encoder in encoders.values())
    cosines = (one * other).sum(1)
    print(json.dumps({"cosine": {"mean": round(float(cosines.mean()), 5), "least": round(float(cosines.min()), 5)}}))
    for name, encoder in encoders.items():
        for kind, judged in readers.items():
            print(json.dumps({"encoder": name, "reader": kind, **evaluate(judged, encoder, texts, chosen)}), flush=True)


if __name__ == "__main__":
    main()
