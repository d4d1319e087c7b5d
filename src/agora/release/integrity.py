"""Whether the files of a target are what their maker gave out: four lines, with the files that speak against.

`intake` asks whether the files are acceptable at all, `manifest` and `tensors` whether they are those that
the release lists, `signature` whether a signer that the verifier pins stands for them. Every file is read
once for its digest, and weights once more for those of their tensors. Nothing is executed.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from agora.errors import UsageError
from agora.release.intake import Fault, Intake, take_in
from agora.release.manifest import (
    MANIFEST,
    SIGNATURES,
    Manifest,
    Weights,
    differences,
    hashed,
    read_manifest,
    weigh,
)
from agora.release.names import shown
from agora.release.signature import SigstoreSigner, deviations, read_signature, read_signer, verify_envelope
from agora.release.verdict import Evidence, Line, Verdict

__all__ = ["check_integrity"]

# A line names so many files; how many there are is said in words.
_MOST_EVIDENCE = 50

_TITLES = {
    "intake": "the files are acceptable: no links, no code in weights, no tricks",
    "manifest": "every file is as the manifest lists it, and none is added",
    "tensors": "weights are whole, and every tensor is as the manifest lists it",
    "signature": "the pinned signer signed exactly these files",
}


def check_integrity(folder: Path, *, signer: Path | None) -> list[Line]:
    """Check the files of a folder.

    Args:
        folder: what is checked.
        signer: a public key in PEM, or a TOML file with `identity` and `issuer` of a Sigstore certificate;
            with None nobody is trusted, and a signature proves nothing.

    Returns:
        The lines `intake`, `manifest`, `tensors` and `signature`.

    Raises:
        UsageError: the folder or the signer's file is not there or not readable.
    """
    trusted = None if signer is None else read_signer(signer)
    try:
        found = take_in(folder)
    except OSError as error:
        raise UsageError(f"{folder} cannot be read.", why=f"{error}.", fix="Give a folder.") from None
    sums = hashed(found)
    weights = weigh(found)
    lines = [_intake(found)]
    lines += _listed(found, sums, weights)
    lines.append(_signature(found, sums, trusted))
    return lines


def _intake(found: Intake) -> Line:
    size = sum(found.files.values())
    why = f"{len(found.files):,} files, {size / 1e6:,.1f} MB."
    return _line("intake", found.faults, {}, why)


def _listed(found: Intake, sums: Mapping[str, str], weights: Mapping[str, Weights]) -> list[Line]:
    """Return the lines `manifest` and `tensors`."""
    broken = [Fault(shown(path), each.fault) for path, each in weights.items() if each.fault]
    try:
        read = read_manifest(found.root / MANIFEST) if MANIFEST in found.files else None
    except (ValueError, OSError) as error:
        fault = [Fault(MANIFEST, f"it is no manifest ({shown(str(error))})")]
        return [_line("manifest", fault, sums, ""), _line("tensors", [*broken, *fault], sums, "")]
    if read is None:
        return [_no_manifest(found, sums), _line("tensors", broken, sums, "", _unlisted(weights))]
    faults = differences(read, sums, found.files)
    changed = broken + _changed_tensors(read, weights)
    count = sum(len(each.tensors) for each in weights.values())
    return [
        _line("manifest", faults, sums, f"All {len(read.files):,} listed files have their size and SHA-256."),
        _line(
            "tensors", changed, sums, f"All {count:,} tensors have their name, type, shape and bytes.",
            "" if weights else "The folder holds no weights in safetensors or GGUF.",
        ),
    ]  # fmt: skip


def _no_manifest(found: Intake, sums: Mapping[str, str]) -> Line:
    if "release.toml" in found.files:
        return _line("manifest", [Fault(MANIFEST, "it is missing: a release has one")], sums, "")
    return _line("manifest", [], sums, "", "There is no manifest.json to compare with.")


def _unlisted(weights: Mapping[str, Weights]) -> str:
    if not weights:
        return "The folder holds no weights in safetensors or GGUF."
    count = sum(len(each.tensors) for each in weights.values())
    return f"{count:,} tensors can be read and are whole; nothing lists what they should be."


def _changed_tensors(read: Manifest, weights: Mapping[str, Weights]) -> list[Fault]:
    """Return the first tensor of each file that is not as listed."""
    faults = []
    for entry in read.files:
        here = weights.get(entry.path)
        if here is None or here.fault:
            continue
        if entry.tensors is None:
            faults.append(Fault(shown(entry.path), "the manifest lists none of its tensors"))
            continue
        said, found = ({each.name: each for each in some} for some in (entry.tensors, here.tensors))
        differing = [name for name in [*said, *found] if said.get(name) != found.get(name)]
        if differing:
            name, count = differing[0], len(set(differing))
            kind = "is missing" if name not in found else "was added" if name not in said else "was changed"
            more = f", and {count - 1} more" if count > 1 else ""
            faults.append(Fault(shown(entry.path), f"its tensor {shown(name)!r} {kind}{more}"))
    return faults


def _signature(found: Intake, sums: Mapping[str, str], trusted: object) -> Line:
    place = next((name for name in SIGNATURES if name in found.files), None)
    if place is None:
        if trusted is None:
            return _line("signature", [], sums, "", "It is not signed, and no signer is pinned.")
        return _line(
            "signature", [Fault(SIGNATURES[0], "it is missing: nobody signed these files")], sums, ""
        )
    try:
        signed = read_signature(found.root / place)
    except (ValueError, OSError) as error:
        return _line(
            "signature",
            [Fault(place, f"it is no signature that can be read ({shown(str(error))})")],
            sums,
            "",
        )
    faults = deviations(signed, sums, place)
    open_question = ""
    if trusted is None:
        open_question = (
            f"Somebody signed these {len(signed.files):,} files. Who is unknown: pin a signer whose key you "
            "have from elsewhere."
        )
    elif isinstance(trusted, SigstoreSigner):
        fault, open_question = _asked_sigstore(found, place, trusted, bool(faults))
        faults += fault
    elif not verify_envelope(signed, trusted):
        faults.insert(0, Fault(place, "it was not made by the pinned signer, or what it signs was changed"))
    return _line(
        "signature", faults, sums, f"The pinned signer signed all {len(signed.files):,} files.", open_question
    )


def _asked_sigstore(
    found: Intake, place: str, trusted: SigstoreSigner, changed: bool
) -> tuple[list[Fault], str]:
    """Return what speaks against a Sigstore signature, or why that cannot be told."""
    if changed:
        return [], ""
    try:
        from model_signing import verifying
    except ImportError:
        return [], "Sigstore's certificates need the extra `release`."
    try:
        asked = verifying.Config().use_sigstore_verifier(
            identity=trusted.identity, oidc_issuer=trusted.issuer, trust_config=trusted.trust
        )
    except Exception as error:  # whatever the network and its libraries raise
        return [], f"Sigstore's roots of trust cannot be had ({type(error).__name__}: {error})."
    try:
        asked.verify(found.root, found.root / place)
    except Exception as error:  # a bad certificate has no error class of its own
        return [
            Fault(place, f"{trusted.identity} did not sign these files ({type(error).__name__}: {error})")
        ], ""
    return [], ""


def _line(check: str, faults: Sequence[Fault], sums: Mapping[str, str], why: str, unknown: str = "") -> Line:
    if faults:
        first, count = faults[0], len(faults)
        more = f" And {count - 1:,} more." if count > 1 else ""
        evidence = tuple(
            Evidence(each.path, sums.get(each.path), quote=each.why) for each in faults[:_MOST_EVIDENCE]
        )
        return Line(
            "integrity",
            check,
            _TITLES[check],
            Verdict.FAIL,
            f"{first.path}: {first.why}.{more}",
            evidence=evidence,
        )
    if unknown:
        return Line("integrity", check, _TITLES[check], Verdict.UNKNOWN, unknown)
    here = {"manifest": MANIFEST, "signature": SIGNATURES[0]}.get(check)
    evidence = (Evidence(here, sums.get(here)),) if here else ()
    return Line("integrity", check, _TITLES[check], Verdict.PASS, why, evidence=evidence)
