"""Windows that look like a question without answering it, by the words that they share."""

import numpy as np
import torch

CHUNK = 512


def neighbours(windows, questions, vocabulary, count=30):
    """Rows [questions, count] of the windows with the largest BM25 (Robertson et al. 1994), largest first.

    `windows` and `questions` are lists of arrays of word piece ids; empty windows are never found.
    """
    frequency = np.zeros(vocabulary)
    lengths = np.array([len(ids) for ids in windows])
    average = lengths[lengths > 0].mean()
    rows, columns, values = [], [], []
    for row, ids in enumerate(windows):
        words, counts = np.unique(ids, return_counts=True)
        frequency[words] += 1
        rows.append(np.full(len(words), row))
        columns.append(words)
        values.append(counts * 2.2 / (counts + 1.2 * (0.25 + 0.75 * len(ids) / average)))
    rarity = np.log(1 + (np.sum(lengths > 0) - frequency + 0.5) / (frequency + 0.5))
    columns = np.concatenate(columns)
    index = torch.tensor(np.stack([np.concatenate(rows), columns]))
    matrix = torch.sparse_coo_tensor(
        index, torch.tensor(np.concatenate(values) * rarity[columns], dtype=torch.float32), (len(windows), vocabulary)
    ).to_sparse_csr()
    found = np.empty((len(questions), count), dtype=np.int32)
    for start in range(0, len(questions), CHUNK):
        part = questions[start : start + CHUNK]
        asked = torch.zeros(vocabulary, len(part))
        for column, ids in enumerate(part):
            asked[torch.from_numpy(np.unique(ids)), column] = 1
        found[start : start + len(part)] = (matrix @ asked).topk(count, 0).indices.t().numpy()
    return found
