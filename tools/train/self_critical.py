"""Tune the decoder by the CIDEr-D of what it samples (self-critical, leave-one-out baseline).

The memories stay fixed, so they are computed once. The end token counts as a word of the reward: a caption
that breaks off in "with a" then loses against one that ends.
"""

import argparse
import random
import time
from pathlib import Path

import torch
from torch.nn import functional as F

import data
import generate
import run
from batches import IGNORE, mirror, pack
from augment import mirrored
from data import END
from metrics import CiderD
from parallel import run_team
from train import smoothed

FINISH = "<end>"


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=data.PHOTOS)
    parser.add_argument("--cache", required=True)
    parser.add_argument("--start", required=True, help="checkpoint of the cross-entropy run")
    parser.add_argument("--output", required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--until", type=int, help="end after this step, whatever the epochs say")
    parser.add_argument("--variants", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--samples", type=int, default=5)
    parser.add_argument("--temperature", type=float, default=0.7, help="of the policy; label smoothing left it a long tail")
    parser.add_argument("--human", type=int, default=1, help="human captions of a photo that join in")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--written", type=float, default=0.2, help="weight of cross-entropy on the human captions")
    parser.add_argument("--average", type=float, default=0.99)
    parser.add_argument("--every", type=int, default=105, help="steps between validations and checkpoints")
    parser.add_argument("--val-photos", type=int, default=500)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


class Judge:
    """CIDEr-D of captions against the references of a training photo."""

    def __init__(self, records):
        self.references = [[data.words_of(c) + [FINISH] for c in record["captions"]] for record in records]
        self.cider = CiderD(self.references)
        self.vectors = {}

    def rewards(self, row, variant, captions):
        turned = mirrored(variant)
        if (row, turned) not in self.vectors:
            words = [mirror(w) if turned else w for w in self.references[row]]
            self.vectors[row, turned] = [self.cider.vector(w) for w in words]
        return [self.cider.score(words, self.vectors[row, turned]) for words in captions]


def read_samples(written, vocabulary):
    """Ids, words with the end where it came, and whether the end came, of each sampled row."""
    found = []
    for row in written.tolist():
        finished = END in row
        ids = row[: row.index(END)] if finished else row
        found.append((ids, [vocabulary.words[i] for i in ids] + [FINISH] * finished, finished))
    return found


def advantages(rewards):
    """How much better each sample is than the mean of the photo's others."""
    rewards = torch.tensor(rewards)
    others = (rewards.sum(1, keepdim=True) - rewards) / (rewards.shape[1] - 1)
    return rewards - others


def policy_loss(model, projected, groups, gains, temperature):
    tokens, targets, positions, mask = pack([[ids for ids, _, _ in group] for group in groups])
    weights = torch.zeros(targets.shape)
    for row, group in enumerate(groups):
        at = 0
        for index, (ids, _, finished) in enumerate(group):
            end = at + len(ids) + 1
            weights[row, at:end] = gains[row, index]
            if not finished:
                targets[row, end - 1] = IGNORE
            at = end
    logits = model.decoder(tokens, positions, projected, mask)
    kept = targets != IGNORE
    scores = F.log_softmax(logits[kept] / temperature, -1).gather(1, targets[kept][:, None])[:, 0]
    return -(scores * weights[kept]).sum() / kept.sum()


def written_loss(model, projected, groups):
    tokens, targets, positions, mask = pack(groups)
    return smoothed(model.decoder(tokens, positions, projected, mask).flatten(0, 1), targets.flatten())


def work(team, arguments):
    corpus = run.Corpus(arguments.data, arguments.cache)
    judge = Judge(corpus.train)
    start = torch.load(arguments.start, weights_only=True)
    model = run.new_model(corpus, start["shape"])
    model.load_state_dict(start["average"])
    model.requires_grad_(False)
    model.decoder.requires_grad_(True)
    optimizer = torch.optim.AdamW(model.decoder.parameters(), lr=0.0, betas=(0.9, 0.98), weight_decay=0.0, fused=True)
    average = run.Average(model, arguments.average)
    checkpoint = Path(arguments.output) / "checkpoint.pt"
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.weights, average.steps, done = state["average"], state["average_steps"], state["step"]

    own = team.share(range(len(corpus.train)))
    states = {v: run.states_of(model, corpus.maps, own, variant=v) for v in arguments.variants}
    share = arguments.batch // team.size
    per_epoch = len(corpus.train) // arguments.batch
    total = arguments.epochs * per_epoch
    last = min(total, arguments.until or total)
    started, seen, mean = time.time(), 0, 0.0
    for step in range(done, last):
        epoch, index = divmod(step, per_epoch)
        order = random.Random(f"{arguments.seed}/{epoch}/{team.rank}").sample(range(len(own)), len(own))
        chosen = order[index * share : (index + 1) * share]
        chance = random.Random(f"{arguments.seed}/{epoch}/{index}/{team.rank}")
        torch.manual_seed(chance.getrandbits(32))
        variants = [chance.choice(arguments.variants) for _ in chosen]
        memory = torch.stack([states[variant][row] for row, variant in zip(chosen, variants)])
        rows = [own[row] for row in chosen]

        model.eval()
        written = generate.sample(model, memory, arguments.samples, arguments.temperature)
        samples = read_samples(written, corpus.vocabulary)
        groups = [samples[i : i + arguments.samples] for i in range(0, len(samples), arguments.samples)]
        rewards = [judge.rewards(r, v, [words for _, words, _ in g]) for r, v, g in zip(rows, variants, groups)]
        projected = model.decoder.project(memory)
        loss = policy_loss(model, projected, groups, advantages(rewards), arguments.temperature)
        if arguments.written:
            human = [chance.sample(corpus.captions.of(r, v), arguments.human) for r, v in zip(rows, variants)]
            loss = loss + arguments.written * written_loss(model, projected, human)
        for group in optimizer.param_groups:
            group["lr"] = arguments.rate * min(1, (step + 1) / 50, (total - step) / (0.5 * total))
        loss.backward()
        team.average_gradients(model.decoder.parameters())
        torch.nn.utils.clip_grad_norm_(model.decoder.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        average.update(model)
        if team.rank:
            continue
        seen += 1
        mean += (sum(map(sum, rewards)) / len(samples) - mean) / min(seen, 20)
        if (step + 1) % 20 == 0:
            print(f"step {step + 1}/{total} reward {mean:.3f} {(time.time() - started) / seen:.2f} s", flush=True)
        if (step + 1) % arguments.every == 0 or step + 1 == last:
            run.save(
                checkpoint,
                model=model.state_dict(),
                shape=model.shape,
                optimizer=optimizer.state_dict(),
                average=average.weights,
                average_steps=average.steps,
                step=step + 1,
            )
            judged = average.into(run.new_model(corpus, start["shape"]))
            found, captions = run.validate(judged, corpus, arguments.val_photos)
            print(f"step {step + 1} val {run.report(found)} {captions[:4]}", flush=True)


def main():
    arguments = parse()
    Path(arguments.output).mkdir(parents=True, exist_ok=True)
    run_team(work, arguments.processes, run.GRADIENTS, arguments)


if __name__ == "__main__":
    main()
