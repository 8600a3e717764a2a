"""Write the mean of the averaged weights of two runs, one of which began with the other (Wortsman et al. 2022)."""

import argparse

import torch

import run


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", help="checkpoint.pt of a run")
    parser.add_argument("second", help="checkpoint.pt of the other")
    parser.add_argument("--output", required=True, help="checkpoint to export")
    parser.add_argument("--share", type=float, default=0.5, help="of the second")
    arguments = parser.parse_args()
    first, second = (torch.load(path, weights_only=True) for path in (arguments.first, arguments.second))
    average = {name: value.lerp(second["average"][name], arguments.share) for name, value in first["average"].items()}
    run.save(arguments.output, average=average, shape=second["shape"])


if __name__ == "__main__":
    main()
