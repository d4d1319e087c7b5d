"""A text's meaning as one vector: the sum of its words' vectors, from a table that ships with Agora."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Embedder", "WordTable"]

_FOLDER = Path(__file__).parent / "table"
_WORD = re.compile(r"\w+")

# ASCII letters to small ones, and all that is in no word to spaces.
_PLAIN = {code: chr(code).lower() if _WORD.match(chr(code)) else " " for code in range(128)}

# Letters of a text that are read; what a long passage is about shows by then.
_MOST_CHARS = 8_000

# No word is longer; without a bound a line of a million letters would be cut one by one.
_MOST_LETTERS = 40

# Words that are in no table, such as names, come again: so many are kept as they were cut.
_MOST_CUT = 1 << 14


class Embedder(Protocol):
    """Turns texts into vectors of length 1, or 0 where there is nothing to go by.

    Attributes:
        name: another name means other vectors, so that what was made before is made anew.
    """

    name: str

    @property
    def dims(self) -> int:
        """Components of a vector, a multiple of 64."""

    def __call__(self, texts: Sequence[str]) -> "np.ndarray[Any, Any]":
        """Return a row of `dims` float32 for each text."""


class WordTable:
    """Static embeddings: 0.03 ms a sentence, and no model runs.

    >>> table = WordTable()
    >>> cat, kitten, bank = table(["my cat sleeps", "a kitten naps", "the bank's interest rate"])
    >>> bool(cat @ kitten > cat @ bank)
    True
    """

    name = "minilm-words-1"
    dims = 256

    def __init__(self) -> None:
        import numpy as np

        # As a plain array: each access to a memmap costs microseconds more.
        self._codes = np.asarray(np.load(_FOLDER / "codes.npy", mmap_mode="r"))
        squares = np.einsum("ij,ij->i", self._codes, self._codes, dtype=np.int32)
        self._lengths = np.sqrt(np.maximum(squares, 1)).astype(np.float32)
        self._scales = np.load(_FOLDER / "scales.npy")
        tokens = (_FOLDER / "tokens.txt").read_text(encoding="utf-8").split("\n")
        self._number = {token: number for number, token in enumerate(tokens)}
        self._cut = lru_cache(_MOST_CUT)(self._pieces)

    def __call__(self, texts: Sequence[str]) -> "np.ndarray[Any, Any]":
        """Return a row for each text."""
        import numpy as np

        rows = np.zeros((len(texts), self.dims), np.float32)
        for row, text in zip(rows, texts, strict=True):
            if numbers := self.tokens(text):
                row[:] = self._scales[numbers] @ self._codes[numbers].astype(np.float32)
                row /= np.linalg.norm(row) or 1
        return rows

    def tokens(self, text: str) -> list[int]:
        """Return the numbers of a text's words in the table; an unknown word is cut into known pieces."""
        words = _words(text[:_MOST_CHARS])
        try:
            return [self._number[word] for word in words]
        except KeyError:
            return [number for word in words for number in self._of(word)]

    def _of(self, word: str) -> tuple[int, ...]:
        number = self._number.get(word)
        return (number,) if number is not None else self._cut(word)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Cut off the longest known piece again and again; nothing, if that ends in an unknown letter."""
        found, at = [], 0
        word = word[:_MOST_LETTERS]
        while at < len(word):
            for end in range(len(word), at, -1):
                piece = word[at:end] if at == 0 else f"##{word[at:end]}"
                if (number := self._number.get(piece)) is not None:
                    found.append(number)
                    at = end
                    break
            else:
                return ()
        return tuple(found)

    def word(self, word: str) -> "np.ndarray[Any, Any] | None":
        """Return a word's vector, of length 1, if it is known."""
        import numpy as np

        numbers = self._of(word)
        if not numbers:
            return None
        vector = self._scales[list(numbers)] @ self._codes[list(numbers)].astype(np.float32)
        unit: np.ndarray[Any, Any] = vector / (np.linalg.norm(vector) or 1)
        return unit

    def alike(
        self, numbers: "np.ndarray[Any, Any]", vectors: "np.ndarray[Any, Any]"
    ) -> "np.ndarray[Any, Any]":
        """Return the cosine of words, by their numbers, with vectors of length 1: a row a word."""
        import numpy as np

        codes = self._codes[numbers].astype(np.float32)
        # Not `@`: for matrices so small, BLAS spends more on starting its threads than they save.
        products = np.einsum("ij,kj->ik", codes, vectors)
        cosines: np.ndarray[Any, Any] = products / self._lengths[numbers, None]
        return cosines


def _words(text: str) -> list[str]:
    if text.isascii():  # as the pattern would find them, five times as fast
        return text.translate(_PLAIN).split()
    small = unicodedata.normalize("NFD", text.lower())
    return _WORD.findall("".join(letter for letter in small if not unicodedata.combining(letter)))
