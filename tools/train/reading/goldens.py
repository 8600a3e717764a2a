"""Write what the packages must reproduce of a model folder: windows, states, scores and spans, as PyTorch computes them.

model-reader.json: [{question, passages, windows}], and of each window of each passage `ids` of its word pieces, `start`
(UTF-16 offset of the first), `states` (every 97th value of [pieces, width], after the reader's separate layers), `scores` of
every piece as the first of the answer, and `spans` (first, last, score), the best end of each of the five best starts.
The rows are computed as the packages do it, with integers of 7 bits and rows of 8.
"""

import argparse
import json
from pathlib import Path

import torch

from reading.batches import Piece, collect
from reading.folder import read_encoder, read_reader
from reading.scores import STARTS
from reading.texts import LONGEST_ANSWER, LONGEST_QUESTION, windows_of

STRIDE = 97
TOWER = (
    "The Eiffel Tower stands on the Champ de Mars in Paris. The engineering company of Gustave Eiffel built it from 1887 "
    "to 1889 as the entrance to the World's Fair. It is 330 metres high, and for 41 years no other structure was as high, "
    "until the Chrysler Building in New York was finished in 1930."
)
LEAVES = (
    "Green leaves catch light with chlorophyll. In photosynthesis the plant turns carbon dioxide and water into sugar, "
    "and oxygen leaves through small pores called stomata."
)
CAFE = "Am Caf\u00e9 M\u00fcller in Wuppertal tanzte man 1978 zum ersten Mal. \U0001f483\U0001f3fd Pina Bausch staged the piece with six dancers."
RIVER = " ".join(
    f"The station at kilometre {number} of the river measures its level every {number % 7 + 2} minutes."
    for number in range(3, 30)
) + " The keeper of all stations is a woman called Ada Brook."
CASES = [
    ("Who built the Eiffel Tower?", [TOWER, LEAVES]),
    ("When was the Chrysler Building finished?", [LEAVES, TOWER]),
    ("How does oxygen leave the plant?", [LEAVES]),
    ("Who staged Caf\u00e9 M\u00fcller?", [CAFE]),
    ("What is the name of the keeper of the stations?", [RIVER]),
    ("Who is the president of Brazil?", [TOWER, CAFE]),
]


def utf16(text, place):
    return len(text[:place].encode("utf-16-le")) // 2


def rounded(values):
    return [round(float(value), 4) for value in values]


@torch.inference_mode()
def read(encoder, reader, question, passage):
    asked = encoder.tokenizer.encode(question, add_special_tokens=False).ids[:LONGEST_QUESTION]
    rows = []
    for window in windows_of(None, encoder.tokenizer.encode(passage, add_special_tokens=False)):
        ids = window.ids.tolist()
        batch = collect([(asked, [Piece(ids)])], encoder)
        states, vector = reader(batch)
        scores = reader.pointer.start(states, batch.words, vector)[0]
        offset, spans = batch.offset[0], []
        for start in scores.topk(min(STARTS, len(ids))).indices.tolist():
            after = torch.arange(len(scores)) - start
            allowed = (after >= 0) & (after < LONGEST_ANSWER)
            ends = reader.pointer.end(states, allowed[None], vector, states[:, start]).log_softmax(-1)[0]
            value, end = ends.max(-1)
            spans.append([start - offset, int(end) - offset, round(float(scores[start] + value), 4)])
        rows.append(
            {
                "ids": ids,
                "start": utf16(passage, int(window.offsets[0][0])),
                "states": rounded(reader.states(batch.windows)[0, 1:-1].reshape(-1)[::STRIDE]),
                "scores": rounded(scores[offset:]),
                "spans": spans,
            }
        )
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="model folder")
    parser.add_argument("--output", required=True, help="folder of model-reader.json")
    arguments = parser.parse_args()
    encoder = read_encoder(Path(arguments.model) / "encoder")
    reader, config = read_reader(arguments.model)
    cases = [
        {
            "question": question,
            "passages": passages,
            "windows": [read(encoder, reader, question, passage) for passage in passages],
        }
        for question, passages in CASES
    ]
    text = json.dumps({"revision": config["revision"], "cases": cases}, separators=(",", ":"))
    (Path(arguments.output) / "model-reader.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
