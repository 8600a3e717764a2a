"""Write goldens that are small enough to be committed: a part of every tensor that another implementation must reproduce.

goldens.safetensors holds, for a sample photo of the repository, `pixels` [224, 224, 3] (uint8), `tokens` [1, T] (int32)
and the activations that goldens.py lists; and, for the first 20 validation photos, whose pixels stay out,
`photos.states` [20, 49, width], `photos.tokens` [20, T] (int32, padded) and `photos.logits` [20, T, vocabulary].
Where the model answers questions: `text.states` [words, width], the states of the questions of answers.json one after the
other, and `answers.logits` [tokens, vocabulary], of question, `<answer>` and answer of each.
Of a float tensor every n-th value is kept, counted over all its axes; n is in the metadata as `stride.<name>`.
greedy.json: photo -> caption, as goldens.py writes it. answers.json: greedy answers to questions about the sample photo,
with the ids of the question's words and of the answer's.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save_file

import answer_batches
import answer_scores
import backbone
import checkpoint
import data
import generate
import questions
from features import normalise
from goldens import PHOTOS, record

KEPT, KEPT_OF_RESULTS = 384, 4096
RESULTS = {"states", "logits", "photos.states", "photos.logits", "text.states", "answers.logits"}
QUESTIONS = [
    "What is on the blanket?",
    "what animal is this",
    "Is there a cat in the photo?",
    "is there a dog in the photo?",
    "How many cats are there?",
    "what color is the cat?",
    "What is the cat doing?",
]
SAMPLE = data.REPOSITORY / "samples" / "cat.jpg"


def stride_of(name, size):
    """A prime, so that the values that are kept lie in all channels and rows."""
    stride = max(1, -(-size // (KEPT_OF_RESULTS if name in RESULTS else KEPT)))
    while any(stride % divisor == 0 for divisor in range(2, int(stride**0.5) + 1)):
        stride += 1
    return stride


def tokens_of(rows):
    """Prompt and caption of each row, padded to the longest."""
    tokens = torch.full((len(rows), max(map(len, rows)) + 1), data.PAD)
    for index, ids in enumerate(rows):
        tokens[index, : len(ids) + 1] = torch.tensor([data.CAPTION, *ids])
    return tokens


def answered(model, vocabulary, states):
    """Tensors and records of the questions about the photo whose memory `states` [1, 49, width] is."""
    records, states_of_words, logits = [], [], []
    for question in QUESTIONS:
        ids = questions.ids_of(questions.pieces(question), vocabulary)
        mask = torch.ones(1, len(ids), dtype=torch.bool)
        text = model.text(torch.tensor([ids]), mask)
        projected = model.joined(states, torch.tensor([0]), text, mask)
        answer = answer_scores.greedy(model, projected, [ids])[0]
        tokens = torch.tensor([[*answer_batches.prompt_of(ids), *answer]])
        states_of_words.append(text[0])
        logits.append(model.decoder(tokens, torch.arange(tokens.shape[1])[None], projected)[0])
        records.append({"question": question, "ids": ids, "tokens": answer, "answer": " ".join(vocabulary.decode(answer))})
    return {"text.states": torch.cat(states_of_words), "answers.logits": torch.cat(logits)}, records


def squeezed(path):
    with Image.open(path) as image:
        size = (backbone.IMAGE_SIZE, backbone.IMAGE_SIZE)
        return np.asarray(image.convert("RGB").resize(size, Image.Resampling.BICUBIC))


@torch.inference_mode()
def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="model folder")
    parser.add_argument("--data", default=data.PHOTOS)
    parser.add_argument("--output", default=data.REPOSITORY / "tools" / "evaluate" / "goldens")
    arguments = parser.parse_args()
    output = Path(arguments.output)
    output.mkdir(parents=True, exist_ok=True)

    model, vocabulary, config = checkpoint.read(arguments.model)
    generation = config["tasks"]["caption"]["generation"]

    def states_of(photos):
        return torch.cat([model.memory_of_pixels(torch.from_numpy(normalise(photo))[None]) for photo in photos])

    def greedy(states):
        return generate.greedy(model, states, generation["max_tokens"], generation["no_repeat_ngram"])

    sample = squeezed(SAMPLE)
    tokens = tokens_of(greedy(states_of([sample])))
    values = record(model, torch.from_numpy(normalise(sample))[None], tokens)
    del values["pixels"]
    if model.text:
        tensors_of_answers, answers = answered(model, vocabulary, values["states"])
        values |= tensors_of_answers
        (output / "answers.json").write_text(json.dumps(answers, indent=2) + "\n")

    names = [r["image"] for r in data.select(data.photos(arguments.data), "val", "flickr8k")[:PHOTOS]]
    states = states_of([data.pixels_of(arguments.data, name) for name in names])
    rows = greedy(states)
    all_tokens = tokens_of(rows)
    positions = torch.arange(all_tokens.shape[1])[None].expand_as(all_tokens)
    values["photos.states"] = states
    values["photos.logits"] = model.decoder(all_tokens, positions, model.decoder.project(states))

    strides = {name: stride_of(name, value.numel()) for name, value in values.items()}
    tensors = {name: value.flatten()[:: strides[name]].contiguous().clone() for name, value in values.items()}
    tensors["pixels"] = torch.from_numpy(sample.copy())
    tensors["tokens"] = tokens.int()
    tensors["photos.tokens"] = all_tokens.int()
    metadata = {f"stride.{name}": str(stride) for name, stride in strides.items()}
    save_file(tensors, output / "goldens.safetensors", {"revision": config["revision"], **metadata})
    captions = {name: " ".join(vocabulary.decode(ids)) for name, ids in zip(names, rows)}
    (output / "greedy.json").write_text(json.dumps(captions, indent=2) + "\n")


if __name__ == "__main__":
    main()
