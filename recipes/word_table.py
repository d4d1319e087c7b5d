"""Distil a sentence encoder into the table of word vectors that memory searches by meaning with.

    python recipes/word_table.py MODEL_FOLDER src/agora/memory/table

Each token of the encoder's vocabulary is encoded alone; the vectors are centred, reduced to 256
principal components, weighed down by how common the token is (its place in the vocabulary, which is
sorted by that), turned at random so that every component carries as much, and rounded to int8. Needs the
extra `learn`.
"""

import argparse
from pathlib import Path

import numpy as np

_DIMS = 256
# Smooth inverse frequency: a token of probability p weighs a / (a + p).
_SIF = 1e-4
_BATCH = 1024


def token_vectors(model_folder: Path) -> np.ndarray:
    """Encode each token of the vocabulary alone."""
    import torch
    from transformers import AutoModel

    model = AutoModel.from_pretrained(model_folder).eval()
    start, end = 101, 102  # [CLS] and [SEP] of BERT's vocabularies
    parts = []
    with torch.no_grad():
        for ids in torch.arange(model.config.vocab_size).split(_BATCH):
            tokens = torch.stack([torch.full_like(ids, start), ids, torch.full_like(ids, end)], 1)
            parts.append(model(input_ids=tokens).last_hidden_state.mean(1))
    return torch.cat(parts).numpy()


def reduce(vectors: np.ndarray) -> np.ndarray:
    """Centre, keep the main components, and turn them at random."""
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turn, _ = np.linalg.qr(np.random.default_rng(0).normal(size=(_DIMS, _DIMS)))
    return (centred @ axes[:_DIMS].T) @ turn


def main() -> None:
    """Make the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("to", type=Path)
    parser.add_argument("--vectors", type=Path, help="token vectors made before, as .npy")
    given = parser.parse_args()
    vocabulary = (given.model / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    vectors = np.load(given.vectors) if given.vectors else token_vectors(given.model)
    kept = [n for n, token in enumerate(vocabulary) if not (token.startswith("[") and len(token) > 2)]
    first_word = kept.index(vocabulary.index("the"))
    rank = np.maximum(1, np.arange(len(kept)) - first_word + 1)
    share = (1 / rank) / (1 / rank).sum()
    table = reduce(vectors[kept]) * (_SIF / (_SIF + share))[:, None]
    scales = np.abs(table).max(axis=1) / 127
    given.to.mkdir(parents=True, exist_ok=True)
    np.save(given.to / "codes.npy", np.round(table / scales[:, None]).astype(np.int8))
    np.save(given.to / "scales.npy", scales.astype(np.float32))
    (given.to / "tokens.txt").write_text("\n".join(vocabulary[n] for n in kept), encoding="utf-8")


if __name__ == "__main__":
    main()
