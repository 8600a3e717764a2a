"""Windows that look like a question, by the cosine of mean states."""

import numpy as np

CHUNK = 1024


def neighbours(windows, questions, count=40):
    """Rows [questions, count] of the windows nearest to each question, nearest first; vectors are of unit length."""
    found = np.empty((len(questions), count), dtype=np.int32)
    for start in range(0, len(questions), CHUNK):
        scores = questions[start : start + CHUNK] @ windows.T
        top = np.argpartition(-scores, count, axis=1)[:, :count]
        order = np.argsort(-np.take_along_axis(scores, top, 1), axis=1)
        found[start : start + CHUNK] = np.take_along_axis(top, order, 1)
    return found
