"""Which names a file of a release may have: those that every system keeps, and that look like what they are.

A name that another name looks like, that some system cannot hold, or that leads elsewhere lets one file pass
for another. This module looks at names alone.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

__all__ = ["collisions", "name_fault", "shown"]

_WINDOWS = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$")
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')
_LONGEST_BYTES = 255

# Letters of other scripts that look like Latin ones in common fonts; with one of these in a word of otherwise
# Latin letters, or in a word of nothing else, the word is read as another one.
_ALIKE = set("аАвВсСеЕнНһіІјЈкКмМоОрРѕЅтТуУхХԁԛԜɡհոսօᴏαΑΒΕΖΗΙΚΜΝΟΡΤΥΧικνορυχվѵѴ")
_WORD = re.compile(r"[^\W\d_]+")


def name_fault(path: str) -> str:
    """Return what is wrong with a path inside a release; empty if nothing is.

    >>> name_fault("weights/adapter.gguf")
    ''
    >>> name_fault("../evil"), name_fault("a/con.txt")
    ("it leads out of the folder ('..')", "Windows cannot hold the name 'con.txt'")
    """
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        return "it is an absolute path"
    for part in path.split("/"):
        if fault := _part_fault(part):
            return fault
    return ""


def _part_fault(part: str) -> str:
    if part in ("", ".", ".."):
        return (
            f"it leads out of the folder ({part!r})" if part == ".." else f"it has an empty part ({part!r})"
        )
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for char in part):
        return f"its name holds an invisible or undefined character ({shown(part)})"
    if _FORBIDDEN.search(part) or part[-1] in ". " or part[0] == " " or _WINDOWS.match(part):
        return f"Windows cannot hold the name {part!r}"
    if len(part.encode()) > _LONGEST_BYTES:
        return f"its name is longer than {_LONGEST_BYTES} bytes"
    if unicodedata.normalize("NFC", part) != part:
        return f"its name {part!a} is written in a form that some systems change (not NFC)"
    if unicodedata.normalize("NFKC", part) != part:
        return f"its name {part!a} looks like {unicodedata.normalize('NFKC', part)!r}"
    for word in _WORD.findall(part):
        strange = [char for char in word if char in _ALIKE]
        latin = any("LATIN" in unicodedata.name(char, "") and char not in _ALIKE for char in word)
        if strange and (latin or len(strange) == len(word)):
            letter = unicodedata.name(strange[0])
            return f"its name {part!a} holds {letter}, which looks like a Latin letter"
    return ""


def collisions(paths: Iterable[str]) -> list[tuple[str, str]]:
    """Return pairs of paths that some systems hold to be one: they differ in case or in spelling alone.

    >>> collisions(["README.md", "readme.md", "a"])
    [('README.md', 'readme.md')]
    """
    alike: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            whole = "/".join(parts[:end])
            alike[unicodedata.normalize("NFKC", whole).casefold()].add(whole)
    groups = [sorted(group) for group in alike.values() if len(group) > 1]
    return sorted((group[0], other) for group in groups for other in group[1:])


def shown(text: str) -> str:
    """Return a name as it can be printed and read: what is not printable is escaped.

    >>> shown("a\\u202eb")
    'a\\\\u202eb'
    """
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
