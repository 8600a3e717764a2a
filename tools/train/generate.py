"""Write captions from memories: greedy, sampled, or with beams. Rows of one photo share its memory."""

import torch

from data import CAPTION, END, PAD

BLOCKED = -1e9


def banned_after(tokens, size):
    """Tokens that would repeat an n-gram of this row."""
    if size < 1 or len(tokens) < size:
        return []
    tail = tokens[len(tokens) - size + 1 :]
    return [
        tokens[start + size - 1]
        for start in range(len(tokens) - size + 1)
        if tokens[start : start + size - 1] == tail
    ]


def block_repeats(scores, rows, size):
    at, what = [], []
    for index, tokens in enumerate(rows):
        for token in banned_after(tokens, size):
            at.append(index)
            what.append(token)
    if at:
        scores[at, what] = BLOCKED
    return scores


@torch.inference_mode()
def greedy(model, states, max_tokens=20, no_repeat=2):
    rows = [[] for _ in range(len(states))]
    live = [True] * len(rows)
    projected, past = model.decoder.project(states), None
    tokens = torch.full((len(rows),), CAPTION)
    for position in range(max_tokens):
        logits, past = model.decoder.step(tokens, position, projected, past)
        tokens = block_repeats(logits, rows, no_repeat).argmax(-1)
        for index, token in enumerate(tokens.tolist()):
            live[index] = live[index] and token != END
            if live[index]:
                rows[index].append(token)
        if not any(live):
            break
    return rows


@torch.inference_mode()
def beams(model, states, width=3, length_penalty=0.6, max_tokens=20, no_repeat=2):
    """Best caption of each photo by log probability / length ** length_penalty, the end token counted."""
    count = len(states)
    projected, past = model.decoder.project(states), None
    tokens = torch.full((count,), CAPTION)
    rows = [[] for _ in range(count)]
    totals = torch.zeros(count, 1)
    finished = [[] for _ in range(count)]
    for position in range(max_tokens):
        logits, past = model.decoder.step(tokens, position, projected, past)
        scores = block_repeats(torch.log_softmax(logits, -1), rows, no_repeat)
        alive = totals.shape[1]
        vocabulary = scores.shape[-1]
        summed = (scores.view(count, alive, vocabulary) + totals[:, :, None]).flatten(1)
        best, where = summed.topk(2 * width)
        new_rows, new_totals, sources, last = [], [], [], []
        for photo in range(count):
            taken = 0
            for rank in range(2 * width):
                beam, token = divmod(int(where[photo, rank]), vocabulary)
                total = float(best[photo, rank])
                source = photo * alive + beam
                length = len(rows[source]) + 1
                if token == END:
                    if rank < width:
                        finished[photo].append((total / length**length_penalty, rows[source]))
                    continue
                if taken < width:
                    new_rows.append(rows[source] + [token])
                    new_totals.append(total)
                    sources.append(source)
                    last.append(token)
                    taken += 1
        rows, totals = new_rows, torch.tensor(new_totals).view(count, width)
        tokens, order = torch.tensor(last), torch.tensor(sources)
        past = [(key[order], value[order]) for key, value in past]
        if all(settled(finished[p], totals[p], position + 1, length_penalty, width) for p in range(count)):
            break
    for photo in range(count):
        if not finished[photo]:
            length = len(rows[photo * width])
            finished[photo].append((float(totals[photo, 0]) / length**length_penalty, rows[photo * width]))
    return [max(found, key=lambda pair: pair[0])[1] for found in finished]


def settled(found, totals, length, length_penalty, width):
    """Enough captions ended, and no living beam can still beat the best at its present length."""
    if len(found) < width:
        return False
    return float(totals.max()) / (length + 1) ** length_penalty <= max(score for score, _ in found)


def draw(logits):
    """A token a row by its probability; torch.multinomial is ten times slower on a CPU."""
    reached = torch.softmax(logits, -1).cumsum(-1)
    point = torch.rand(len(logits), 1) * reached[:, -1:]
    return torch.searchsorted(reached, point)[:, 0].clamp(max=logits.shape[-1] - 1)


@torch.no_grad()
def sample(model, states, count, temperature=1.0, max_tokens=20):
    """`count` sampled captions of each photo, photo by photo; the end token is kept where it came."""
    rows = len(states) * count
    projected, past = model.decoder.project(states), None
    tokens = torch.full((rows,), CAPTION)
    done = torch.zeros(rows, dtype=torch.bool)
    written = []
    for position in range(max_tokens):
        if position == 0:
            logits, past = model.decoder.step(tokens[::count], position, projected, past)
            logits = logits.repeat_interleave(count, 0)
            past = [(key.repeat_interleave(count, 0), value.repeat_interleave(count, 0)) for key, value in past]
        else:
            logits, past = model.decoder.step(tokens, position, projected, past)
        tokens = draw(logits / temperature).masked_fill(done, PAD)
        written.append(tokens)
        done |= tokens == END
        if bool(done.all()):
            break
    return torch.stack(written, 1)
