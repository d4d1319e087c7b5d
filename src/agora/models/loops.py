"""Seeing that a model says the same over and over, as small ones do until they are cut.

Without this a reply that fell into a loop takes a thousand tokens, and a minute on a laptop, to say nothing.
"""

__all__ = ["first_turn"]

# The longest passage whose repetition is looked for, and how much must be repetition before it counts: a
# row of dashes, a table or a list of zeros must pass.
_LONGEST_CHARS = 160
_LEAST_TURNS = 5
_LEAST_CHARS = 320
_TAIL_CHARS = 16


def first_turn(text: str) -> str | None:
    """Return a text up to the end of the first turn of the loop that it ends in, or `None` if there is none.

    >>> first_turn("I am here. " + "I can help. " * 40)
    'I am here. I can help.'
    >>> first_turn("The numbers are 1, 2, 3.") is None
    True
    """
    if len(text) < _LEAST_CHARS:
        return None
    tail, end = text[-_TAIL_CHARS:], len(text) - 1
    # Whatever the period, the last characters stand one period earlier too: few places need a closer look.
    while (at := text.rfind(tail, len(text) - _LONGEST_CHARS - _TAIL_CHARS, end)) >= 0:
        period, end = len(text) - _TAIL_CHARS - at, at + _TAIL_CHARS - 1
        turns = max(_LEAST_TURNS, -(-_LEAST_CHARS // period))
        if text.endswith(text[-period:] * turns):
            passage = text[-period:]
            start = len(text) - period * turns
            while start >= period and text[start - period : start] == passage:
                start -= period
            return text[: start + period].rstrip()
    return None
