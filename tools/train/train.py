"""Train the captioner on cached maps with cross-entropy. Resumes from its checkpoint."""

import argparse
import random
import time
from pathlib import Path

import torch
from torch.nn import functional as F

import run
from batches import IGNORE, buckets, pack
from data import UNKNOWN
from model import NEVER_WRITTEN
from parallel import run_team


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=run.data.PHOTOS)
    parser.add_argument("--cache", required=True)
    parser.add_argument("--output", required=True, help="folder of the checkpoint")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--decay-epochs", type=int, default=3, help="last epochs, in which the rate falls to zero")
    parser.add_argument("--frozen-epochs", type=int, default=2, help="first epochs, with the whole backbone frozen")
    parser.add_argument("--batch", type=int, default=32, help="photos a step, five captions each")
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--vision-rate", type=float, default=6e-5)
    parser.add_argument("--warm-up", type=int, default=300)
    parser.add_argument("--word-dropout", type=float, default=0.05)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--val-photos", type=int, default=500)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def optimizer_of(model, arguments):
    vision = model.vision.tuned_parameters()
    rest = [*model.bridge.parameters(), *model.decoder.parameters()]
    groups = [
        {"params": [p for p in rest if p.dim() > 1], "weight_decay": 0.02, "peak": arguments.rate},
        {"params": [p for p in rest if p.dim() < 2], "weight_decay": 0.0, "peak": arguments.rate},
        {"params": vision, "weight_decay": 0.0, "peak": arguments.vision_rate},
    ]
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), fused=True)


def set_rate(optimizer, step, epoch_steps, arguments):
    decay = arguments.decay_epochs * epoch_steps
    left = arguments.epochs * epoch_steps - step
    factor = min(1.0, (step + 1) / arguments.warm_up, max(left, 0) / max(decay, 1))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * factor


def loss_of(model, corpus, rows, chance, word_dropout):
    variants = [chance.choice(list(corpus.maps.variants)) for _ in rows]
    maps = corpus.maps.take(rows, variants).contiguous(memory_format=torch.channels_last)
    tokens, targets, positions, mask = pack([corpus.captions.of(r, v) for r, v in zip(rows, variants)])
    if word_dropout:
        dropped = (torch.rand(tokens.shape) < word_dropout) & (tokens > max(NEVER_WRITTEN))
        tokens = tokens.masked_fill(dropped, UNKNOWN)
    logits = model.decoder(tokens, positions, model.decoder.project(model.memory(maps)), mask)
    return smoothed(logits.flatten(0, 1), targets.flatten())


def smoothed(logits, targets, amount=0.1):
    """Cross-entropy with label smoothing over the words that a caption may hold."""
    kept = targets != IGNORE
    scores = F.log_softmax(logits[kept], -1)
    true = scores.gather(1, targets[kept][:, None]).mean()
    possible = scores.shape[1] - len(NEVER_WRITTEN)
    spread = (scores.sum(1) - scores[:, NEVER_WRITTEN].sum(1)).mean() / possible
    return -(1 - amount) * true - amount * spread


def work(team, arguments):
    torch.manual_seed(arguments.seed)
    corpus = run.Corpus(arguments.data, arguments.cache)
    model = run.new_model(corpus)
    optimizer = optimizer_of(model, arguments)
    average = run.Average(model, arguments.average)
    checkpoint = Path(arguments.output) / "checkpoint.pt"
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.weights, average.steps, first = state["average"], state["average_steps"], state["epoch"]

    for epoch in range(first, arguments.epochs):
        seed = f"{arguments.seed}/{epoch}"
        corpus.maps.refresh()
        batches = buckets(corpus.captions.lengths, arguments.batch, random.Random(seed))
        chance = random.Random(f"{seed}/{team.rank}")
        torch.manual_seed(chance.getrandbits(32))
        run.freeze(model, tuned=epoch >= arguments.frozen_epochs)
        model.train()
        started, total = time.time(), 0.0
        for index, rows in enumerate(batches):
            set_rate(optimizer, epoch * len(batches) + index, len(batches), arguments)
            loss = loss_of(model, corpus, team.share(rows), chance, arguments.word_dropout)
            loss.backward()
            team.average_gradients(model.parameters())
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            average.update(model)
            total += float(loss.detach())
            if team.rank == 0 and index % 20 == 19:
                pace = (time.time() - started) / (index + 1)
                print(f"epoch {epoch} step {index + 1}/{len(batches)} loss {total / (index + 1):.3f} {pace:.2f} s", flush=True)
        if team.rank == 0:
            run.save(
                checkpoint,
                model=model.state_dict(),
                shape=model.shape,
                optimizer=optimizer.state_dict(),
                average=average.weights,
                average_steps=average.steps,
                epoch=epoch + 1,
            )
            judged = average.into(run.new_model(corpus))
            found, captions = run.validate(judged, corpus, arguments.val_photos)
            print(f"epoch {epoch} val {run.report(found)} {captions[:4]}", flush=True)


def main():
    arguments = parse()
    Path(arguments.output).mkdir(parents=True, exist_ok=True)
    run_team(work, arguments.processes, run.GRADIENTS, arguments)


if __name__ == "__main__":
    main()
