"""Tables of what people say and what to reply, in the few signs that keep them readable.

A row is `message | message => reply | reply`; any message of a row may get any of its replies. A message in
another language begins with `fr:`, `es:` or `de:`, and its row's replies are in that language. A `¶` in a reply
is the end of a line.
"""

from typing import Any

from agora.evals.task import Dice, Kind, Task, fill, task

__all__ = ["chat"]


def chat(dice: Dice, table: str, *, kind: Kind = "prose", **values: Any) -> Task:
    """Return a task that is dealt with in prose, from a table.

    Args:
        dice: chooses.
        table: rows, one a line.
        kind: what the task is to end in.
        values: fill messages and replies.

    >>> made = chat(Dice("f", "train", 0), "a? | b? | c? => yes\\nd? | e? | f? => no")
    >>> made.prose in ("yes", "no")
    True
    """
    replies: dict[str, str] = {}
    for row in filter(None, map(str.strip, table.splitlines())):
        said, arrow, reply = row.partition(" => ")
        if not arrow:
            raise ValueError(f"The row {row!r} has no reply.")
        replies.update(dict.fromkeys(map(str.strip, said.split(" | ")), reply))
    made = task(dice, list(replies), **values)
    reply = dice.choice(replies[made.wording].split(" | ")).strip()
    made.prose, made.kind = fill(reply.replace("¶", "\n"), values, made.language), kind
    return made
