"""Train the reader on cached states. Resumes from its checkpoint, also in the middle of an epoch."""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch

import run
from parallel import run_team
from reading.batches import Cached, collect
from reading.minilm import open_encoder
from reading.model import Reader
from reading.negatives import neighbours
from reading.scores import attend, evaluate
from reading.texts import Texts
from train import set_rate

SHAPE = {"width": 256, "heads": 8, "layers": 3, "feed_forward": 1024, "dropout": 0.15}
GRADIENTS = 8_000_000


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--cache", required=True, help="states of states.py")
    parser.add_argument("--output", required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--decay-epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=32, help="questions a step")
    parser.add_argument("--windows", type=int, default=2, help="windows that a question is put to")
    parser.add_argument("--nowhere", type=float, default=0.15, help="questions whose answer is in none of their windows")
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--warm-up", type=int, default=300)
    parser.add_argument("--average", type=float, default=0.999)
    parser.add_argument("--val", type=int, default=1500, help="validation questions after an epoch")
    parser.add_argument("--save-every", type=int, default=200)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


class Task:
    """Questions of the training split with their answers and the windows that look like them."""

    def __init__(self, arguments, team):
        tokenizer = open_encoder().tokenizer
        self.texts = Texts(arguments.data, tokenizer)
        self.windows = Cached(arguments.cache, "windows")
        self.asked = Cached(arguments.cache, "train")
        self.records = self.texts.questions("train.jsonl.gz")
        self.gold = [self.texts.gold(record) for record in self.records]
        self.rows = [row for row, gold in enumerate(self.gold) if gold]
        path = Path(arguments.cache) / "neighbours.npy"
        if team.rank == 0 and not path.exists():
            np.save(path, neighbours(self.windows.means(), self.asked.means()))
        team.wait()
        self.near = np.load(path, mmap_mode="r")
        answers = [[answer["text"].lower() for answer in record["answers"]] for record in self.records]
        self.answers = answers

    def batches(self, size, chance):
        length = {row: len(self.texts.windows[self.gold[row][0][0]].ids) for row in self.rows}
        order = sorted(self.rows, key=lambda row: length[row] + chance.random() * 20)
        groups = [order[start : start + size] for start in range(0, len(order), size)]
        chance.shuffle(groups)
        return groups

    def negatives(self, row, count, longest, chance):
        """Windows without the answer: half of them look like the question, half are from its passage or any."""
        own = self.records[row]["passage_id"]
        gold = {window for window, _, _ in self.gold[row]}
        found = []
        while len(found) < count:
            kind = chance.random()
            if kind < 0.7:
                window = int(self.near[row][int(chance.random() ** 2 * self.near.shape[1])])
            elif kind < 0.8:
                window = chance.choice(self.texts.of_passage[own])
            else:
                window = chance.randrange(len(self.windows))
            piece = self.texts.windows[window]
            if window in gold or window in found or (len(piece.ids) > longest and chance.random() < 0.9):
                continue
            text = self.texts.text[piece.passage].lower()
            if piece.passage != own and any(answer in text for answer in self.answers[row]):
                continue
            found.append(window)
        return found

    def choose(self, row, windows, nowhere, longest, chance):
        """Windows in any order and the answer's (window, first, last), or None."""
        if chance.random() < nowhere:
            return self.negatives(row, windows, longest, chance), None
        window, first, last = chance.choice(self.gold[row])
        choice = [window, *self.negatives(row, windows - 1, longest, chance)]
        chance.shuffle(choice)
        return choice, (choice.index(window), first, last)


def loss_of(reader, task, rows, chance, arguments):
    longest = 1.2 * max(len(task.texts.windows[task.gold[row][0][0]].ids) for row in rows)
    chosen = [task.choose(row, arguments.windows, arguments.nowhere, longest, chance) for row in rows]
    asked = [(row, task.records[row]["ids"]) for row in rows]
    batch = collect(task.texts, task.windows, task.asked, asked, [windows for windows, _ in chosen])
    states, vector, scores = attend(reader, batch)
    length = batch.windows.shape[2]
    targets = torch.tensor([0 if gold is None else 1 + gold[0] * length + gold[1] for _, gold in chosen])
    loss = torch.nn.functional.cross_entropy(scores, targets)
    answered = [row for row, (_, gold) in enumerate(chosen) if gold is not None]
    window, first, last = map(torch.tensor, zip(*(chosen[row][1] for row in answered)))
    ends = reader.pointer.end(
        states[answered, window], vector[answered], states[answered, window, first], batch.window_mask[answered, window]
    )
    return loss, torch.nn.functional.cross_entropy(ends, last)


def validation(task, arguments):
    records = task.texts.questions("val.jsonl")
    hard = task.texts.questions("unanswerable_val.jsonl")
    for group in (records, hard):
        for row, record in enumerate(group):
            record["row"] = row
    squad = [record for record in records if record["source"] == "squad-v1.1-dev"]
    choice = random.Random(1)
    return choice.sample(squad, min(arguments.val, len(squad))), choice.sample(hard, min(arguments.val // 3, len(hard)))


def work(team, arguments):
    torch.manual_seed(arguments.seed)
    task = Task(arguments, team)
    reader = Reader(SHAPE)
    decayed = [p for p in reader.parameters() if p.dim() > 1]
    plain = [p for p in reader.parameters() if p.dim() < 2]
    optimizer = torch.optim.AdamW(
        [
            {"params": decayed, "weight_decay": 0.02, "peak": arguments.rate},
            {"params": plain, "weight_decay": 0.0, "peak": arguments.rate},
        ],
        lr=0.0,
        betas=(0.9, 0.98),
        fused=True,
    )
    average = run.Average(reader, arguments.average)
    saved = Path(arguments.output) / "checkpoint.pt"
    first, first_step = 0, 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        reader.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.weights, average.steps = state["average"], state["average_steps"]
        first, first_step = state["epoch"], state["step"]

    def save(epoch, step):
        run.save(
            saved,
            model=reader.state_dict(),
            shape=reader.shape,
            optimizer=optimizer.state_dict(),
            average=average.weights,
            average_steps=average.steps,
            epoch=epoch,
            step=step,
        )

    for epoch in range(first, arguments.epochs):
        seed = f"{arguments.seed}/{epoch}"
        batches = task.batches(arguments.batch, random.Random(seed))
        begin = first_step if epoch == first else 0
        chance = random.Random(f"{seed}/{begin}/{team.rank}")
        torch.manual_seed(chance.getrandbits(32))
        reader.train()
        started, totals = time.time(), torch.zeros(2)
        for index in range(begin, len(batches)):
            set_rate(optimizer, epoch * len(batches) + index, len(batches), arguments)
            losses = loss_of(reader, task, team.share(batches[index]), chance, arguments)
            sum(losses).backward()
            team.average_gradients(reader.parameters())
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            average.update(reader)
            totals += torch.stack([loss.detach() for loss in losses])
            done = index - begin + 1
            if team.rank == 0 and done % 50 == 0:
                start_loss, end_loss = (totals / done).tolist()
                pace = (time.time() - started) / done
                print(f"epoch {epoch} step {index + 1}/{len(batches)} start {start_loss:.3f} end {end_loss:.3f} {pace:.2f} s", flush=True)
            if team.rank == 0 and (index + 1) % arguments.save_every == 0:
                save(epoch, index + 1)
        if team.rank == 0:
            save(epoch + 1, 0)
            judged = average.into(Reader(SHAPE))
            squad, hard = validation(task, arguments)
            answered = evaluate(judged, task.texts, task.windows, Cached(arguments.cache, "val"), squad)
            declined = evaluate(judged, task.texts, task.windows, Cached(arguments.cache, "unanswerable"), hard)
            print(f"epoch {epoch} val {json.dumps(answered)} unanswerable {json.dumps(declined)}", flush=True)


def main():
    arguments = parse()
    Path(arguments.output).mkdir(parents=True, exist_ok=True)
    run_team(work, arguments.processes, GRADIENTS, arguments)


if __name__ == "__main__":
    main()
