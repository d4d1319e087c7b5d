"""A model's openness in a few words, for lists of models."""

from dataclasses import dataclass

from agora.release.evidence import evidence_files, evidence_for
from agora.release.openness import judge
from agora.release.verdict import Verdict

__all__ = ["Openness", "openness_of"]

_CLASSES = {"mof-1": "I", "mof-2": "II", "mof-3": "III"}


@dataclass(frozen=True)
class Openness:
    """What is known of a model's openness.

    Attributes:
        osaid: the verdict by the Open Source AI Definition 1.0.
        mof: the highest class of the Model Openness Framework that is shown; empty if none is.
        why: what decided the first.
        as_of: the date of the evidence.
        levels: the verdict on each class, and the definition.
    """

    osaid: Verdict
    mof: str
    why: str
    as_of: str
    levels: dict[str, Verdict]

    @property
    def words(self) -> str:
        """Return it in one line.

        >>> openness_of("llama3.2-1b").words
        'Open Source AI Definition: fail; MOF class: none shown'
        """
        return f"Open Source AI Definition: {self.osaid}; MOF class: {self.mof or 'none shown'}"


def openness_of(name: str) -> Openness | None:
    """Return what the evidence files say of a model's openness; nothing, where there is none of it."""
    known = evidence_for(name)
    if known is None:
        return None
    base = evidence_files().get(known.base)
    lines = {line.check: line for line in judge(known.findings, base.findings if base else None)}
    levels = {each: lines[each].verdict for each in ("osaid", *_CLASSES)}
    shown = next((word for each, word in _CLASSES.items() if levels[each] is Verdict.PASS), "")
    return Openness(levels["osaid"], shown, lines["osaid"].why, known.as_of, levels)
