"""A tokenizer of our own for a new model: byte-level BPE, learnt from the samples that the model learns from.

Every text can be written in it, because every byte is a token.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from agora.errors import UsageError
from agora.learn.samples import row_fault

__all__ = ["make_tokenizer"]

_MARKS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_LEAST = 256 + len(_MARKS)


def make_tokenizer(data: Path, size: int, folder: Path) -> int:
    """Learn a tokenizer from a file of samples and write it where transformers finds it.

    Args:
        data: as `agora learn train` reads it; rows that are bad are left out.
        size: tokens at most; at least 259, the bytes and the marks.
        folder: made if it is not there.

    Returns:
        How many tokens it has.

    Raises:
        UsageError: the data cannot be read, or the size is too small.
    """
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    if size < _LEAST:
        raise UsageError(f"A tokenizer of {size} tokens cannot be made.", why=f"{_LEAST} are the least.")
    made = Tokenizer(models.BPE())
    # Digits stand alone, so that numbers are read as they are written.
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=list(_MARKS), show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )  # fmt: skip
    made.train_from_iterator(_texts(data), trainer)
    # A text ends as a message does, so that one token stops both.
    fast = PreTrainedTokenizerFast(
        tokenizer_object=made, bos_token=_MARKS[1], eos_token=_MARKS[2], pad_token=_MARKS[0]
    )
    fast.chat_template = _TEMPLATE
    fast.save_pretrained(folder)
    return len(fast)


def _texts(data: Path) -> Iterator[str]:
    try:
        lines = data.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(f"The data {data} cannot be read.", why=f"{error.strerror}.") from None
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if row_fault(row):
            continue
        yield from [row["text"]] if "text" in row else [each["content"] for each in row["messages"]]
