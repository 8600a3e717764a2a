"""Writes what PyTorch computes, for the tests to be judged by.

    python bert-goldens.py tiny                     a small random BERT and its results: test/goldens/tiny-bert/…
    python bert-goldens.py minilm <model folder>    results of all-MiniLM-L6-v2 in float32: test/goldens/minilm.json

Needs torch, transformers, safetensors, tokenizers.
"""

import json
import os
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

GOLDENS = Path(__file__).parent / "goldens"

TEXTS = [
    "a dog",
    "What colour is the dogs' caf\u00e9?",
    "the  night\tstand, ON the running dog!",
    "\u72ac is a dog \U0001f44d\U0001f3fd?",
    "CAFE\u0301 na\u00efve \u03a3\u0391\u03a1 dog",
    "dog",
]


def tiny_tokenizer(folder):
    words = "[PAD] [UNK] [CLS] [SEP] [MASK] a the dog what is on colour night stand cafe run , ? ! ' ##s ##ning ##n \u72ac".split()
    tokenizer = Tokenizer(models.WordPiece({word: index for index, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0",
        pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    names = {f"{name}_token": f"[{name.upper()}]" for name in ["pad", "unk", "cls", "sep", "mask"]}
    config = {"tokenizer_class": "BertTokenizer", "model_max_length": 20, "do_lower_case": True, **names}
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=1) + "\n")
    return len(words)


def tiny_model():
    torch.manual_seed(7)
    folder = GOLDENS / "tiny-bert"
    folder.mkdir(parents=True, exist_ok=True)
    config = BertConfig(
        vocab_size=tiny_tokenizer(folder),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=32,
        max_position_embeddings=24,
        initializer_range=0.4,
    )
    model = BertModel(config, add_pooling_layer=False).eval()
    for name, parameter in model.named_parameters():
        if name.endswith("bias"):
            torch.nn.init.normal_(parameter, std=0.2)
    save_file({name: value.contiguous() for name, value in model.state_dict().items()}, folder / "model.safetensors")
    fields = config.to_dict()
    kept = ["vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size"]
    kept += ["max_position_embeddings", "type_vocab_size", "layer_norm_eps", "hidden_act", "pad_token_id"]
    chosen = {"model_type": "bert", "architectures": ["BertModel"], **{name: fields[name] for name in kept}}
    (folder / "config.json").write_text(json.dumps(chosen, indent=1) + "\n")
    (folder / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 20}) + "\n")
    return folder, model


def utf16_offsets(text, offsets):
    """Offsets in code points become offsets in UTF-16 units."""
    place = [0]
    for character in text:
        place.append(place[-1] + (2 if ord(character) > 0xFFFF else 1))
    return [[place[start], place[end]] for start, end in offsets]


def results(folder, model, columns, texts):
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rows = []
    for text in texts:
        encoding = tokenizer.encode(text)
        with torch.no_grad():
            states = model(torch.tensor([encoding.ids])).last_hidden_state[0]
        mean = states.mean(0)
        rows.append(
            {
                "text": text,
                "ids": encoding.ids,
                "offsets": utf16_offsets(text, encoding.offsets),
                "states": [[round(x, 6) for x in row[:columns].tolist()] for row in states],
                "embedding": [round(x, 6) for x in (mean / mean.norm()).tolist()],
            }
        )
    return rows


def write(name, rows):
    (GOLDENS / name).write_text(json.dumps(rows, ensure_ascii=True, separators=(",", ":")) + "\n")


if sys.argv[1] == "tiny":
    folder, model = tiny_model()
    write("tiny-bert.json", results(folder, model, 16, TEXTS))
else:
    folder = Path(sys.argv[2])
    model = BertModel.from_pretrained(folder, add_pooling_layer=False).eval()
    passage = "Cross-attention lets the words of one sequence look at the words of another. " * 9
    write("minilm.json", results(folder, model, 8, [*TEXTS, passage]))
