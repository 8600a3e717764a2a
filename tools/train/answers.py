"""Teach a captioner to answer questions, and hold its captions where they were. Resumes from its checkpoint.

Answers are learnt by cross-entropy, captions by staying close to the captioner that training starts from
(Li and Hoiem 2016, Learning without Forgetting).
"""

import argparse
import random
import time
from pathlib import Path

import torch
from torch.nn import functional as F

import answer_batches
import checkpoint
import run
from answer_corpus import AnswerCorpus
from answer_scores import validate_answers
from batches import IGNORE, pack
from model import NEVER_WRITTEN, POSITIONS, ImageText, forbid_special
from parallel import run_team
from train import set_rate, smoothed

TEXT = {"text_layers": 2, "text_feed_forward": 1024, "text_max_length": 32}
GRADIENTS = 16_000_000


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=run.data.PHOTOS)
    parser.add_argument("--questions", required=True, help="questions made from captions of both splits, JSON lines", nargs="+")
    parser.add_argument("--cache", required=True, help="maps of features.py, or cells of cells.py")
    parser.add_argument("--start", required=True, help="model folder of the captioner")
    parser.add_argument("--continue-from", help="checkpoint.pt of an earlier run, whose averaged weights are the start")
    parser.add_argument("--output", required=True, help="folder of the checkpoint")
    parser.add_argument("--tune-vision", action="store_true", help="train the encoder's last stages too; needs maps")
    parser.add_argument("--blind", action="store_true", help="hide every photo from the questions: the blind baseline")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--decay-epochs", type=int, default=9, help="last epochs, in which the rate falls to zero")
    parser.add_argument("--batch", type=int, default=32, help="photos a step")
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--vision-rate", type=float, default=5e-5)
    parser.add_argument("--warm-up", type=int, default=200)
    parser.add_argument("--blind-share", type=float, default=0.1, help="questions from which the photo is hidden")
    parser.add_argument("--captions", type=int, default=1, help="captions of a photo in a step")
    parser.add_argument("--caption-weight", type=float, default=2.0)
    parser.add_argument("--asked", type=int, default=6, help="questions of a photo in a step")
    parser.add_argument("--rooms", type=float, default=2, help="how often an epoch sees a DAQUAR photo")
    parser.add_argument("--other-asked", type=float, default=2, help="how often another photo with human questions")
    parser.add_argument("--captioned", type=float, default=0.5, help="how often a photo without them")
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def new_model(corpus, teacher, vectors, dropout):
    """The captioner with a text encoder and a larger vocabulary; new words begin near words that are like them."""
    from word_vectors import extended, principal

    shape = {**teacher.shape, **TEXT, "vocabulary_size": len(corpus.vocabulary), "dropout": dropout}
    model = ImageText(shape)
    state = {**model.state_dict(), **teacher.state_dict()}
    state["decoder.embedding"] = extended(teacher.decoder.embedding.detach(), vectors)
    bias = torch.full((shape["vocabulary_size"],), teacher.decoder.output_bias[len(NEVER_WRITTEN) + 1 :].min().item())
    bias[: len(teacher.decoder.output_bias)] = teacher.decoder.output_bias
    state["decoder.output_bias"] = bias
    state["text.embedding"] = principal(vectors, shape["width"])
    model.load_state_dict(state)
    model.vision.to(memory_format=torch.channels_last)
    forbid_special(model)
    return model


def optimizer_of(model, arguments):
    vision = model.vision.tuned_parameters() if arguments.tune_vision else []
    rest = [*model.text.parameters(), *model.bridge.parameters(), *model.decoder.parameters()]
    groups = [
        {"params": [p for p in rest if p.dim() > 1], "weight_decay": 0.02, "peak": arguments.rate},
        {"params": [p for p in rest if p.dim() < 2], "weight_decay": 0.0, "peak": arguments.rate},
        {"params": vision, "weight_decay": 0.0, "peak": arguments.vision_rate},
    ]
    return torch.optim.AdamW([g for g in groups if g["params"]], lr=0.0, betas=(0.9, 0.98), fused=True)


def caption_loss(model, teacher, corpus, states, features, groups):
    """Divergence of the written words' probabilities from the teacher's, mean over words."""
    captioned = [row for row, group in enumerate(groups) if group]
    if not captioned:
        return states.sum() * 0
    tokens, targets, positions, mask = pack([groups[row] for row in captioned])
    kept = targets != IGNORE
    logits = model.decoder(tokens, positions, model.decoder.project(states[captioned]), mask, kept)
    with torch.no_grad():
        projected = teacher.decoder.project(corpus.states(teacher, features[captioned]))
        wanted = torch.log_softmax(teacher.decoder(tokens, positions, projected, mask, kept), -1)
    found = torch.log_softmax(logits, -1)[:, : wanted.shape[1]]
    return (wanted.exp() * (wanted - found)).sum(-1).mean()


def answer_loss(model, states, asked, blind):
    if not len(asked.owners):
        return states.sum() * 0
    projected = model.joined(states, asked.owners, model.text(asked.questions, asked.mask), asked.mask, blind)
    kept = asked.targets != IGNORE
    logits = model.decoder(asked.tokens, torch.arange(asked.tokens.shape[1])[None], projected, kept=kept)
    return smoothed(logits, asked.targets[kept], 0.05)


def loss_of(model, teacher, corpus, rows, chance, arguments):
    photos = corpus.take(rows, chance)
    if arguments.blind:
        states = torch.zeros(len(rows), POSITIONS, model.shape["width"])
    else:
        states = corpus.states(model, photos.features)
    captions = [chance.sample(group, min(len(group), arguments.captions)) for group in photos.captions]
    asked = answer_batches.pack(photos.questions, arguments.asked, chance)
    blind = torch.rand(len(asked.owners)) < (1.0 if arguments.blind else arguments.blind_share)
    answers = answer_loss(model, states, asked, blind)
    if arguments.blind:
        return answers, torch.zeros(())
    return answers, caption_loss(model, teacher, corpus, states, photos.features, captions)


def work(team, arguments):
    torch.manual_seed(arguments.seed)
    teacher, words, _ = checkpoint.read(arguments.start)
    teacher.vision.to(memory_format=torch.channels_last)
    corpus = AnswerCorpus(arguments.data, arguments.cache, arguments.questions, words.words)
    vectors = corpus.word_vectors(team)
    model = new_model(corpus, teacher, vectors, arguments.dropout)
    if arguments.continue_from:
        state = torch.load(arguments.continue_from, weights_only=True)["average"]
        state["text.positions"] = state["text.positions"][: TEXT["text_max_length"]]
        model.load_state_dict(state)
    optimizer = optimizer_of(model, arguments)
    average = run.Average(model, arguments.average)
    saved = Path(arguments.output) / "checkpoint.pt"
    first = 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.weights, average.steps, first = state["average"], state["average_steps"], state["epoch"]
    run.freeze(model, tuned=arguments.tune_vision)

    visits = {"rooms": arguments.rooms, "asked": arguments.other_asked, "captioned": arguments.captioned}
    for epoch in range(first, arguments.epochs):
        seed = f"{arguments.seed}/{epoch}"
        batches = corpus.batches(arguments.batch, visits, random.Random(seed))
        chance = random.Random(f"{seed}/{team.rank}")
        torch.manual_seed(chance.getrandbits(32))
        model.train()
        started, totals = time.time(), torch.zeros(2)
        for index, rows in enumerate(batches):
            set_rate(optimizer, epoch * len(batches) + index, len(batches), arguments)
            losses = loss_of(model, teacher, corpus, team.share(rows), chance, arguments)
            (losses[0] + arguments.caption_weight * losses[1]).backward()
            team.average_gradients(model.parameters())
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            average.update(model)
            totals += torch.stack([loss.detach() for loss in losses])
            if team.rank == 0 and index % 25 == 24:
                pace = (time.time() - started) / (index + 1)
                answers, captions = (totals / (index + 1)).tolist()
                print(
                    f"epoch {epoch} step {index + 1}/{len(batches)} answers {answers:.3f} captions {captions:.4f} {pace:.2f} s",
                    flush=True,
                )
        if team.rank == 0:
            run.save(
                saved,
                model=model.state_dict(),
                shape=model.shape,
                words=corpus.vocabulary.words,
                optimizer=optimizer.state_dict(),
                average=average.weights,
                average_steps=average.steps,
                epoch=epoch + 1,
            )
            judged = ImageText(model.shape)
            print(f"epoch {epoch} val {validate_answers(average.into(judged), corpus)}", flush=True)


def main():
    arguments = parse()
    Path(arguments.output).mkdir(parents=True, exist_ok=True)
    run_team(work, arguments.processes, GRADIENTS, arguments)


if __name__ == "__main__":
    main()
