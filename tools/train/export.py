"""Write the averaged weights of training checkpoints as a model folder."""

import argparse

import torch

import checkpoint
import data
import run
from model import ImageText, forbid_special


ANSWER_DEFAULTS = {"beams": 3, "length_penalty": 0.0, "max_tokens": 7, "no_repeat_ngram": 0}


def mix(weights, captioner, share):
    """Move bridge and decoder towards the captioner that they come from (Wortsman et al. 2022, WiSE-FT)."""
    for name, value in captioner.items():
        if name.startswith(("bridge.", "decoder.")):
            part = weights[name][: len(value)]
            part.lerp_(value, share)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", help="checkpoint.pt of a training run; several are averaged", nargs="+")
    parser.add_argument("--data", default=data.PHOTOS)
    parser.add_argument("--output", required=True)
    parser.add_argument("--captioner", help="model folder that bridge and decoder are mixed with")
    parser.add_argument("--share", type=float, default=0.2, help="how much of the captioner is taken")
    parser.add_argument("--beams", type=int, default=3)
    parser.add_argument("--length-penalty", type=float, default=0.8)
    parser.add_argument("--max-tokens", type=int, default=20)
    parser.add_argument("--no-repeat", type=int, default=2)
    arguments = parser.parse_args()

    states = [torch.load(path, weights_only=True) for path in arguments.checkpoint]
    weights = {
        name: torch.stack([state["average"][name] for state in states]).mean(0) for name in states[0]["average"]
    }
    words = states[0].get("words") or data.vocabulary_of(data.select(data.photos(arguments.data), "train"), run.RARE)
    if arguments.captioner:
        mix(weights, checkpoint.read(arguments.captioner)[0].state_dict(), arguments.share)
    model = ImageText(states[0]["shape"])
    model.load_state_dict(weights)
    forbid_special(model)
    generation = {
        "caption": {
            "beams": arguments.beams,
            "length_penalty": arguments.length_penalty,
            "max_tokens": arguments.max_tokens,
            "no_repeat_ngram": arguments.no_repeat,
        }
    }
    if model.text:
        generation["answer"] = ANSWER_DEFAULTS
    print(checkpoint.write(arguments.output, model, data.Vocabulary(words), generation))



if __name__ == "__main__":
    main()
