"""The table of what people say and what to reply."""

import pytest

from agora.evals.families._table import chat
from agora.evals.task import Dice

_TABLE = """
hello <n> | hi <n> | hey <n> => good day, <n> | welcome
bye | farewell | so long => see you¶soon
fr: salut | fr: bonjour => bonjour !
"""


def test_the_reply_belongs_to_the_message_and_is_filled() -> None:
    for seed in range(60):
        made = chat(Dice("t", "train", seed), _TABLE, n="Ana")
        allowed = {
            "hello <n>": {"good day, Ana", "welcome"},
            "bye": {"see you\nsoon"},
            "fr: salut": {"bonjour !"},
        }
        rows = {"hi <n>": "hello <n>", "hey <n>": "hello <n>", "farewell": "bye", "so long": "bye"}
        first = rows.get(made.wording, made.wording).replace("bonjour", "salut")
        assert made.prose in allowed[first]
        assert not made.thoughts
        assert made.language == ("fr" if made.wording.startswith("fr:") else "en")


def test_a_declined_message_is_marked() -> None:
    assert chat(Dice("t", "train", 0), _TABLE, kind="decline", n="Ana").kind == "decline"


def test_a_row_without_a_reply_is_an_error() -> None:
    with pytest.raises(ValueError, match="has no reply"):
        chat(Dice("t", "train", 0), "a | b | c | d | e | f")
