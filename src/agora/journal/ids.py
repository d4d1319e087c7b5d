"""Session ids: nine characters that sort by creation, and that nobody misreads."""

__all__ = ["ALPHABET", "LENGTH", "next_id"]

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
"""No 0, 1, i, l, o and u."""

LENGTH = 9
"""30⁹ milliseconds: enough until the year 2593."""


def next_id(clock_s: float, newest: str) -> str:
    """Return the id of a session made now: the millisecond, or the newest id plus one if that is later.

    So the ids of a journal sort by creation even when the clock goes backwards.

    >>> next_id(1_800_000_000.0, "")
    '4rb648p22'
    >>> next_id(0.0, "222222222")
    '222222223'
    """
    milliseconds = max(0, int(clock_s * 1000))
    return _text(max(milliseconds, _number(newest) + 1) if newest else milliseconds)


def _text(number: int) -> str:
    digits = []
    for _ in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))


def _number(text: str) -> int:
    number = 0
    for character in text:
        number = number * len(ALPHABET) + ALPHABET.index(character)
    return number
