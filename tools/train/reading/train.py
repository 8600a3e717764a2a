"""Train the reader. Resumes from its checkpoint, also in the middle of an epoch."""

import argparse
import json
import random
import time
from pathlib import Path

import torch
from torch.nn import functional as F

import run
from parallel import run_team
from reading.batches import collect
from reading.data import Questions
from reading.minilm import open_encoder
from reading.model import HIDDEN, SHAPE, Reader
from reading.scores import evaluate, validation
from reading.texts import LONGEST_ANSWER, Texts

GRADIENTS = 14_000_000


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--cache", required=True, help="folder for what is worked out once: windows alike, words alike")
    parser.add_argument("--output", required=True)
    parser.add_argument("--start", help="checkpoint.pt of another run, whose average to begin with")
    parser.add_argument("--steps", type=int, default=4600)
    parser.add_argument("--batch", type=int, default=16, help="questions a step")
    parser.add_argument("--second", type=float, default=0.3, help="questions that get a window without the answer too")
    parser.add_argument("--nowhere", type=float, default=0.12, help="questions put to another window than theirs")
    parser.add_argument("--altered", type=float, default=0.12, help="questions altered so that nothing answers them")
    parser.add_argument("--altered-passage", type=float, default=0.1, help="questions whose window is altered so")
    parser.add_argument("--altered-both", type=float, default=0.1, help="questions altered with their window")
    parser.add_argument("--without", type=float, default=0.04, help="questions put to a part of their window beside the answer")
    parser.add_argument("--crop", type=int, default=96, help="word pieces kept around an answer in the first steps")
    parser.add_argument("--crop-until", type=float, default=0.6, help="part of the steps that crops")
    parser.add_argument("--early", type=float, default=0.4, help="share of the windows without an answer meanwhile")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--new-rate", type=float, default=1e-3, help="of what does not come from MiniLM")
    parser.add_argument("--warm-up", type=int, default=200)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--val", type=int, default=400, help="validation questions")
    parser.add_argument("--val-every", type=int, default=500, help="steps")
    parser.add_argument("--save-every", type=int, default=100, help="steps")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def optimizer_of(reader, arguments):
    old = {id(parameter) for part in (reader.separate, reader.layers) for parameter in part.parameters()}
    groups = [
        {
            "params": [p for p in reader.parameters() if (id(p) in old) == known and (p.dim() > 1) == decayed],
            "weight_decay": 0.01 if decayed else 0.0,
            "peak": arguments.rate if known else arguments.new_rate,
        }
        for known in (True, False)
        for decayed in (True, False)
    ]
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), fused=True)


def set_rate(optimizer, step, arguments):
    factor = min((step + 1) / arguments.warm_up, (arguments.steps - step) / arguments.steps)
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * factor


def loss_of(reader, encoder, examples):
    """Mean losses of where the answers start, over all windows of a question and nowhere, and of where they end."""
    owners = torch.tensor([owner for owner, example in enumerate(examples) for _ in example.pieces])
    batch = collect([(example.question, example.pieces) for example in examples], encoder)
    states, question = reader(batch)
    scores = reader.pointer.start(states, batch.words, question)

    first_rows = {owner: row for row, owner in reversed(list(enumerate(owners.tolist())))}
    windows = max(len(example.pieces) for example in examples)
    totals = torch.full((len(examples), 1 + windows), HIDDEN)
    place = torch.tensor([1 + row - first_rows[owner] for row, owner in enumerate(owners.tolist())])
    totals = totals.index_put((owners, place), scores.logsumexp(-1))
    totals = totals.index_fill(1, torch.tensor([0]), 0.0).logsumexp(-1)

    gold = [(owner, example) for owner, example in enumerate(examples) if example.gold is not None]
    rows = torch.tensor([first_rows[owner] for owner, _ in gold], dtype=torch.long)
    spans = torch.tensor([example.gold for _, example in gold], dtype=torch.long).reshape(-1, 2)
    first, last = (spans + torch.tensor(batch.offset)[rows][:, None]).unbind(1)
    known = torch.tensor([example.known for _, example in gold], dtype=torch.bool)
    places = torch.arange(scores.shape[1])[None]
    starts = (places >= first[:, None]) & (places <= torch.where(known, first, last)[:, None])
    right = scores[rows].masked_fill(~starts, HIDDEN).logsumexp(-1)
    start_loss = (totals.sum() - right.sum()) / len(examples)
    rows, first, last = rows[known], first[known], last[known]
    if not len(rows):
        return start_loss, torch.zeros(())

    steps = places - first[:, None]
    allowed = batch.words[rows] & (steps >= 0) & (steps < LONGEST_ANSWER)
    ends = reader.pointer.end(states[rows], allowed, question[rows], states[rows, first])
    return start_loss, F.cross_entropy(ends, last)


def work(team, arguments):
    torch.manual_seed(arguments.seed)
    encoder = open_encoder()
    texts = Texts(arguments.data, encoder.tokenizer)
    questions = Questions(texts, arguments.cache, team)
    reader = Reader(SHAPE)
    reader.start_from(encoder.model)
    if arguments.start:
        reader.load_state_dict(torch.load(arguments.start, weights_only=True)["average"])
    optimizer = optimizer_of(reader, arguments)
    average = run.Average(reader, arguments.average)
    saved = Path(arguments.output) / "checkpoint.pt"
    begin = 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        reader.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.weights, average.steps = state["average"], state["average_steps"]
        begin = state["step"]

    reader.train()
    chance = random.Random(f"{arguments.seed}/{begin}/{team.rank}")
    torch.manual_seed(chance.getrandbits(32))
    started, totals = time.time(), torch.zeros(2)
    for step, rows in questions.batches(begin, arguments):
        set_rate(optimizer, step, arguments)
        losses = loss_of(reader, encoder, [questions.example(row, step, chance, arguments) for row in team.share(rows)])
        sum(losses).backward()
        team.average_gradients(reader.parameters())
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        average.update(reader)
        totals = 0.98 * totals + 0.02 * torch.stack([loss.detach() for loss in losses])
        done = step + 1 - begin
        if team.rank == 0 and done % 25 == 0:
            start_loss, end_loss = (totals / (1 - 0.98**done)).tolist()
            pace = (time.time() - started) / done
            print(f"step {step + 1} start {start_loss:.3f} end {end_loss:.3f} {pace:.2f} s", flush=True)
        last = step + 1 == arguments.steps
        if team.rank == 0 and (last or (step + 1) % arguments.save_every == 0):
            run.save(
                saved,
                model=reader.state_dict(),
                shape=reader.shape,
                optimizer=optimizer.state_dict(),
                average=average.weights,
                average_steps=average.steps,
                step=step + 1,
            )
        if last or (step + 1) % arguments.val_every == 0:
            judged = average.into(Reader(SHAPE))
            groups = list(validation(texts, arguments.val).items())[team.rank :: team.size]
            found = {name: evaluate(judged, encoder, texts, records) for name, records in groups}
            print(f"step {step + 1} val {json.dumps(found)}", flush=True)


def main():
    arguments = parse()
    Path(arguments.output).mkdir(parents=True, exist_ok=True)
    run_team(work, arguments.processes, GRADIENTS, arguments)


if __name__ == "__main__":
    main()
