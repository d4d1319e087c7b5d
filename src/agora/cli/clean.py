"""Text that somebody else wrote, made safe for a terminal.

A model, a file, a page or a program may print escape sequences: to rewrite what stands above, to change the
window's title, to hide half of a command that a person is asked to approve. Nothing of that kind reaches the
terminal: what would act is shown as a visible character instead, so nothing vanishes silently either.
"""

import re

__all__ = ["clean", "one_line"]

# C0 except tab and newline, DEL, C1; embeddings, overrides and isolates of text direction; line and paragraph
# separators; byte order mark; invisible tag characters; unpaired surrogates. Joiners and the plain marks of
# direction stay: scripts and emoji need them.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """Return `text` with everything that a terminal would act upon made visible.

    >>> clean("ok \\x1b[2Jgone\\r\\nnext")
    'ok ␛[2Jgone\\nnext'
    >>> clean("user \\u202egnp.exe")
    'user \\\\u202egnp.exe'
    """
    return _ACTING.sub(_visible, text.replace("\r\n", "\n"))


def one_line(text: str, width: int) -> str:
    """Return the first line that holds something, cut to `width` characters.

    >>> one_line("\\n a long line\\nmore", 8)
    'a long…'
    """
    lines = [line.strip() for line in clean(text).expandtabs(4).splitlines() if line.strip()]
    first = lines[0] if lines else ""
    cut = len(first) > width or len(lines) > 1
    return first[: max(0, width - 2)].rstrip() + "…" if cut else first


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
