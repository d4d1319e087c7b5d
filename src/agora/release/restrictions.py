"""What a text forbids its reader to do, sentence by sentence, quoted with its line.

It reads English only, and finds what is said in the words that licences use. What it finds is quoted, so that a
person can judge; that it finds nothing proves nothing.
"""

import re
from dataclasses import dataclass

__all__ = ["Quote", "Sentence", "restrictions", "sentences"]

# What goes on for longer is no sentence, and is read in pieces, so that no pattern takes long.
_LONGEST_SENTENCE = 2000
# A record needs the words that decide, not the clause.
_QUOTE_CHARACTERS = 240


@dataclass(frozen=True)
class Quote:
    """Words out of a text: what they are, the words, and their line from 1 (0: there is no text)."""

    kind: str
    words: str
    line: int


_NOT = r"(?:(?:may|must|shall|will|can|agree[sd]?)\s+(?:not|never)\b|cannot\b|(?:is|are|be)\s+not\s+(?:permitted|allowed|authorized|licensed)\b|(?:is|are|be)\s+(?:strictly\s+)?(?:prohibited|forbidden)\b)"
_USE = r"(?:use|used|uses|using|utili[sz]ed?|deploy(?:ed)?|exploit(?:ed)?)"
_PURPOSE = r"(?:commercial|military|warfare|weapons?|surveillance|production)"
_ONLY = r"(?:academic|research|educational|personal|evaluation)"

# Kind → what says it; the first that is found names the sentence.
_KINDS = (
    ("user counts", r"\b(?:monthly|daily|annual|registered)\s+active\s+users?\b"),
    ("user counts", r"\bmore\s+than\s+[\d.,]+\s*(?:thousand|million|billion)?\s+(?:\w+\s+)?users\b"),
    ("user counts", r"\bfewer\s+than\s+[\d,]+\s+(?:total\s+)?(?:individuals|employees|users|people)\b"),
    ("revenue", r"\b(?:annual|gross|yearly|monthly)\s+(?:\w+\s+)?(?:revenue|turnover)\b.{0,80}(?:[$€£\d]|exceed|greater)"),
    ("field of use", r"(?<!\bcommercial and )(?<!\bcommercial or )\bnon[- ]?commercial(?:ly)?\b"),
    ("field of use", rf"\b(?:only|solely|exclusively)\s+for\s+(?:\w+\s+){{0,3}}{_ONLY}\b"),
    ("field of use", rf"\b{_ONLY}(?:\s+and\s+\w+)?\s+(?:purposes?|use)\s+only\b|\b{_ONLY}[- ]only\b"),
    ("field of use", rf"{_NOT}.{{0,120}}\b(?:for|in)\s+(?:\w+\s+){{0,3}}{_PURPOSE}\b"),
    ("field of use", rf"\b{_PURPOSE}\s+{_USE}\b.{{0,80}}(?:{_NOT}|\brequires?\b)"),
    ("field of use", r"^\W{0,8}(?:for|in)\s+(?:any\s+)?(?:military|warfare|weapons?|commercial)\b"),
    ("use restriction", rf"{_NOT}.{{0,40}}\b{_USE}\s+(?:nor\s+allow\s+others\s+to\s+use\s+)?(?:[\w-]+\s+){{0,7}}(?:(?:to|for|in\s+any)\b|except\s+for)"),
    ("use restriction", r"\buse[- ](?:based\s+)?restrictions?\b|\brestricted\s+uses?\b|\bprohibited\s+uses?\b"),
    ("acceptable use", r"\bacceptable[- ]use\b"),
    ("other models", r"\b(?:not|never)\b.{0,120}\b(?:improve|train|develop|create)\b.{0,60}\bother\b.{0,40}\bmodels?\b"),
    ("competing", rf"{_NOT}.{{0,120}}\bcompet(?:e|es|ing|itive)\b|\bnoncompete\b|\bdoes\s+not\s+compete\b"),
    ("competing", r"\b(?:excluded|competing|competitive|non-?competitive)\s+(?:use|purpose|product|service|offering)s?\b"),
    ("hosting", rf"{_NOT}.{{0,160}}\b(?:hosted|managed|as\s+a)\b.{{0,20}}\bservice\b"),
    ("permission first", r"\bmust\s+(?:first\s+)?(?:request|obtain|acquire|purchase)\s+(?:\w+\s+){0,3}licen[cs]e\b"),
    ("place", r"\b(?:not\s+(?:granted|available|permitted|licensed)|rights\s+granted\s+under).{0,160}\b(?:European\s+Union|EU|United\s+Kingdom|South\s+Korea)\b"),
    ("changes", r"\bno[- ]?deriv(?:ative)?s?\b"),
    ("sharing", rf"{_NOT}\s+(?:\w+,?\s+){{0,3}}(?:re)?(?:distribute|sell|sublicense|share|transfer)d?\b(?!\s+(?:\w+\s+){{0,3}}(?:without|unless|except|under\s+any\s+other))"),
    ("sharing", r"\bdoes\s+not\s+include.{0,80}\bright\s+to\s+(?:sell|use|distribute)\b"),
)  # fmt: skip
_PATTERNS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS]

# Said by free licences too: to keep the notice, the name, the file's header; a fee or none; that nothing is warranted.
_HARMLESS = re.compile(
    r"except\s+in\s+compliance|endorse|promot(?:e|ion|ing)\s+(?:or|the\s+sale|products)|advertising|misrepresent|trade\s*marks?|warrant(?:y|ies)|liab(?:le|ility)"
    r"|without\s+restriction|without\s+limitation\s+the\s+rights|contributory|unless\s+required",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"""^\W{0,4}[\d.]{0,8}\W{0,4}["“”'][^"“”']{1,60}["“”']\s+(?:or\s+\S+\s+)?(?:means?|refers?|shall\s+mean)\b"""
)


@dataclass(frozen=True)
class Sentence:
    """A sentence or an item of a list, with its first and last line."""

    words: str
    line: int
    last: int

    def restrictions(self) -> tuple[Quote, ...]:
        """Return the restriction that it says, the most telling kind first, if any; a definition says none."""
        if _DEFINITION.match(self.words):
            return ()
        for kind, pattern in _PATTERNS:
            match = pattern.search(self.words)
            if match and not (_HARMLESS.search(self.words) and kind in ("use restriction", "sharing")):
                return (Quote(kind, _cut(self.words, match.start()), self.line),)
        return ()


def restrictions(text: str) -> tuple[Quote, ...]:
    """Return what a text forbids, in its order.

    >>> restrictions("You may do all.\\n\\nYou may not use the Model for military purposes.")
    (Quote(kind='field of use', words='You may not use the Model for military purposes.', line=3),)
    """
    return tuple(quote for each in sentences(text) for quote in each.restrictions())


def sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences: at a full stop, a semicolon, an empty line or a new item."""
    found: list[Sentence] = []
    words: list[str] = []
    first = last = 0

    def close() -> None:
        whole = " ".join(words)
        for at in range(0, len(whole), _LONGEST_SENTENCE):
            found.append(Sentence(whole[at : at + _LONGEST_SENTENCE], first, last))
        words.clear()

    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped or re.match(r"(?:[-*•#]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s", stripped):
            close()
        for part in re.split(r"(?<=[.;:!?])\s+", stripped):
            if not part:
                continue
            if not words:
                first = number
            words.append(part)
            last = number
            if part[-1] in ".;!?" and len(part) > 3:
                close()
    close()
    return found


def _cut(words: str, at: int) -> str:
    """Return the words around a place, cut to what a record needs."""
    if len(words) <= _QUOTE_CHARACTERS:
        return words
    start = max(0, min(at - _QUOTE_CHARACTERS // 3, len(words) - _QUOTE_CHARACTERS))
    return ("…" if start else "") + words[start : start + _QUOTE_CHARACTERS].strip() + "…"
