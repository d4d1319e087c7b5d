"""One answer for one target: every line that can be said of it, and whether a demanded level is met.

A target is a folder, a repository of the Hugging Face hub, or a name of the catalogue or of an evidence file.
For a name the evidence file speaks; for a folder its own files do, and what they leave unknown is filled in
from the evidence file of its repository, if it has one.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from agora.errors import UsageError
from agora.release.evidence import EvidenceFile, evidence_for
from agora.release.findings import Finding, Findings, look
from agora.release.folder import Folder
from agora.release.openness import judge
from agora.release.verdict import Evidence, Line, Verdict, combined

__all__ = ["DEMANDS", "Report", "report_on_folder", "report_on_name"]

DEMANDS = ("osaid", "mof-1", "mof-2", "mof-3", "signed", "retrained", "reevaluated")

# A demand that is no line of its own → the group whose lines decide it together.
_GROUPS = {"retrained": "retraining", "reevaluated": "re-evaluation"}

Check = Callable[[], list[Line]]


@dataclass(frozen=True)
class Report:
    """What was found of a target.

    Attributes:
        target: what was asked for.
        title: the model's name.
        seen: what the lines rest on: `folder`, `evidence file`, or both.
        as_of: the date of the evidence file, if one was used.
        note: what a reader must know of it.
        lines: all lines.
        skipped: what was not looked at.
    """

    target: str
    title: str
    seen: str
    as_of: str
    note: str
    lines: tuple[Line, ...]
    skipped: tuple[str, ...] = ()

    def level(self, demand: str) -> Verdict:
        """Return the verdict on a demanded level; what was not checked is unknown.

        Raises:
            UsageError: there is no such level.
        """
        if demand not in DEMANDS:
            raise UsageError(f"No level {demand!r}.", fix=f"Known: {', '.join(DEMANDS)}.")
        if demand in _GROUPS:
            return combined(each.verdict for each in self.lines if each.group == _GROUPS[demand])
        check = {"signed": "signature"}.get(demand, demand)
        return combined(each.verdict for each in self.lines if each.check == check)

    def broken(self) -> list[Line]:
        """Return the lines that show that something is not what it claims to be; lack of openness is none."""
        return [each for each in self.lines if each.verdict is Verdict.FAIL and each.group != "openness"]

    def data(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self) | {"levels": {each: self.level(each) for each in DEMANDS}}


def report_on_folder(
    folder: Folder, target: str, *, repository: str = "", checks: tuple[Check, ...] = ()
) -> Report:
    """Verify a folder.

    Args:
        folder: where the files are.
        target: what was asked for.
        repository: the hub's name of it, if it is a copy of a repository.
        checks: further checks, such as that of integrity; each returns its lines.
    """
    own = look(folder)
    known = evidence_for(repository) if repository else None
    seen = "folder"
    if known is not None:
        own, seen = _filled(own, known), "folder and evidence file"
    base = evidence_for(own.base) if own.base else None
    lines = judge(own, base.findings if base else None)
    lines += _base_digest(own)
    for check in checks:
        lines += check()
    as_of = known.as_of if known else base.as_of if base else ""
    note = known.note if known else ""
    return Report(target, own.name, seen, as_of, note, tuple(lines), own.skipped)


def report_on_name(name: str, *, checks: tuple[Check, ...] = ()) -> Report:
    """Verify a model by name, from its evidence file.

    Raises:
        UsageError: nothing is known of that name.
    """
    known = evidence_for(name)
    if known is None:
        raise UsageError(
            f"Nothing is known of {name!r}.",
            fix="Give a folder, a repository of the hub, or a name of `agora models`.",
        )
    base = evidence_for(known.base) if known.base else None
    lines = judge(known.findings, base.findings if base else None)
    for check in checks:
        lines += check()
    return Report(name, known.title, "evidence file", known.as_of, known.note, tuple(lines))


def _filled(own: Findings, known: EvidenceFile) -> Findings:
    """Return the findings, with what the files leave unknown taken from the evidence file."""

    def better(part: Finding) -> Finding:
        other = known.findings.parts.get(part.component)
        return (
            other
            if other and part.verdict is Verdict.UNKNOWN and other.verdict is not Verdict.UNKNOWN
            else part
        )

    parts = {key: better(part) for key, part in own.parts.items()}
    return replace(own, name=known.title, parts=parts, base=own.base if own.base != known.name else "")


def _base_digest(own: Findings) -> list[Line]:
    """Compare the base's digest, as the release gives it, with the catalogue's."""
    if not own.base or not own.base_sha256:
        return []
    from agora import config
    from agora.models import catalogue

    title = "the base is the file that the catalogue knows"
    entry = next((each for each in catalogue(config.Settings()) if each.name == own.base), None)
    if entry is None or not entry.sha256:
        why = f"The catalogue has no digest of {own.base}."
        return [Line("integrity", "base-digest", title, Verdict.UNKNOWN, why, own.base_sha256)]
    same = entry.sha256 == own.base_sha256
    # The same weights in another format have another digest, so a difference accuses nobody.
    why = (
        "The digests are equal." if same else "It is another file; whether of the same weights, is not shown."
    )
    verdict = Verdict.PASS if same else Verdict.UNKNOWN
    evidence = (Evidence("release.toml", quote=own.base_sha256),)
    return [Line("integrity", "base-digest", title, verdict, why, own.base_sha256, entry.sha256, evidence)]
