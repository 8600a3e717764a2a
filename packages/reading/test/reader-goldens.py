"""Writes a small random reader over the small random BERT of packages/text, and what PyTorch computes with it:
test/goldens/tiny-reader and test/goldens/tiny-reader.json.

    python reader-goldens.py

Needs torch, numpy, transformers, safetensors, tokenizers; the reader is that of tools/train/reading.
"""

import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from transformers import BertModel

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2] / "tools" / "train"))

from reading.batches import Piece, collect  # noqa: E402
from reading.minilm import MiniLM  # noqa: E402
from reading.model import Reader  # noqa: E402

WINDOW, STRIDE, QUESTION, ANSWER, STARTS = 8, 4, 6, 4, 5
SHAPE = {"width": 16, "heads": 4, "separate_layers": 1, "layers": 2, "feed_forward": 32, "pointer": 8}
CASES = [
    ("what is on the night stand?", ["a dog is on the night stand", "the dog", "running, the dog is on a colour"]),
    ("a running dog", ["the night stand! a colour is the dog on the stand, what a dog: the dogs run on the night stand"]),
    ("what colour is the dog on the night stand", ["café \U0001f44d\U0001f3fd dog", "\u72ac is a dog?\r\n\ta dog"]),
]


def reader_of():
    torch.manual_seed(11)
    reader = Reader(SHAPE).eval()
    for name, parameter in reader.named_parameters():
        if "norm" not in name:
            torch.nn.init.normal_(parameter, std=0.3)
        elif name.endswith("weight"):
            torch.nn.init.normal_(parameter, mean=1.0, std=0.2)
    return reader


def write_model(reader, folder):
    folder.mkdir(parents=True, exist_ok=True)
    tables = ("segment.weight", "match.weight")
    tensors = {
        name: (value if value.dim() == 1 or name in tables else value.T).contiguous()
        for name, value in reader.state_dict().items()
    }
    save_file(tensors, folder / "reader.safetensors")
    config = {
        "model_type": "crossattn-reader",
        "format_version": 2,
        "revision": "tiny",
        "reader": SHAPE,
        "windows": {"length": WINDOW, "stride": STRIDE},
        "question_length": QUESTION,
        "answer_length": ANSWER,
        "encoder": {},
        "calibration": {"threshold": 0.5, "temperature": 2.0},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")


def utf16(text, place):
    return len(text[:place].encode("utf-16-le")) // 2


def windows_of(encoding):
    first = 0
    while True:
        last = min(first + WINDOW, len(encoding.ids))
        yield first, last
        if last == len(encoding.ids):
            return
        first += STRIDE


@torch.inference_mode()
def read(reader, encoder, question, passage):
    tokenizer = encoder.tokenizer
    asked = tokenizer.encode(question, add_special_tokens=False).ids[:QUESTION]
    encoding = tokenizer.encode(passage, add_special_tokens=False)
    rows = []
    for first, last in windows_of(encoding):
        ids = encoding.ids[first:last]
        batch = collect([(asked, [Piece(ids)])], encoder)
        states, vector = reader(batch)
        scores = reader.pointer.start(states, batch.words, vector)[0]
        offset = batch.offset[0]
        spans = []
        for start in scores.topk(min(STARTS, len(ids))).indices.tolist():
            after = torch.arange(len(scores)) - start
            allowed = (after >= 0) & (after < ANSWER)
            ends = reader.pointer.end(states, allowed[None], vector, states[:, start]).log_softmax(-1)[0]
            value, end = ends.max(-1)
            spans.append([start - offset, int(end) - offset, round(float(scores[start] + value), 5)])
        rows.append(
            {
                "ids": ids,
                "start": utf16(passage, encoding.offsets[first][0]),
                "scores": [round(value, 5) for value in scores[offset:].tolist()],
                "spans": spans,
            }
        )
    return rows


def main():
    home = HERE.parents[1] / "text" / "test" / "goldens" / "tiny-bert"
    bert = BertModel.from_pretrained(home, add_pooling_layer=False).eval()
    tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encoder = MiniLM(tokenizer, bert)
    reader = reader_of()
    write_model(reader, HERE / "goldens" / "tiny-reader")
    cases = [
        {
            "question": question,
            "passages": passages,
            "windows": [read(reader, encoder, question, passage) for passage in passages],
        }
        for question, passages in CASES
    ]
    text = json.dumps(cases, separators=(",", ":")) + "\n"
    (HERE / "goldens" / "tiny-reader.json").write_text(text)


main()
