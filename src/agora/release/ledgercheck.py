"""Whether a ledger can be trusted: its rules, chain, signatures, and history against an earlier copy."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from agora.release.ledger import Ledger, chain_faults, fault_of
from agora.release.ledgerkeys import fingerprint, signed
from agora.release.promises import standings
from agora.release.verdict import Evidence, Line, Verdict

__all__ = ["check_ledger", "compare"]


def check_ledger(ledger: Ledger, keys: Sequence[Any], place: str) -> list[Line]:
    """Return the lines on a ledger: form and rules, chain, signatures.

    Args:
        ledger: as it was read.
        keys: the public keys that the reader trusts, from `read_keys`.
        place: what to call it.
    """
    trusted = {fingerprint(each): each for each in keys}
    unsigned, rules = [], list(ledger.faults)
    for index, each in enumerate(ledger.records):
        if each.key not in trusted:
            unsigned.append((index, f"entry {index} is signed by {each.key[:16]}, which is not trusted here"))
        elif not signed(trusted[each.key], each.hash, each.signature):
            unsigned.append((index, f"the signature of entry {index} is not by {each.key[:16]}"))
    try:
        standings(ledger.entries, date.max)
    except ValueError as error:
        rules.append((0, str(error)))
    count = f"{len(ledger.records):,} entries"
    return [
        _line("ledger.rules", "every entry keeps the rules", rules, count, place),
        _line(
            "ledger.chain",
            "no entry was changed, taken out or put between",
            chain_faults(ledger),
            count,
            place,
        ),
        _line("ledger.signatures", "every entry is signed by a trusted key", unsigned, count, place),
    ]


def compare(earlier: Ledger, later: Ledger, place: str) -> Line:
    """Tell whether a ledger still begins with everything that an earlier copy holds."""
    before, after = len(earlier.records), len(later.records)

    def line(verdict: Verdict, why: str, number: int | None = None) -> Line:
        title = "history was not rewritten since the earlier copy"
        seen = (Evidence(place, line=number),) if number else ()
        return Line("promises", "ledger.history", title, verdict, why, evidence=seen)

    for old, new in zip(earlier.records, later.records, strict=False):
        if old.hash != new.hash:
            changed = f"Entry {old.number} was {old.hash[:16]} and is {new.hash[:16]}"
            return line(Verdict.FAIL, f"{changed}: history was rewritten from there on.", old.number + 1)
    if after < before:
        return line(
            Verdict.FAIL, f"The earlier copy has {before:,} entries, this one {after:,}: the end was cut."
        )
    if fault := fault_of(earlier) or fault_of(later):
        return line(Verdict.UNKNOWN, f"One of them does not hold: {fault}.")
    if not before:
        return line(Verdict.UNKNOWN, "The earlier copy holds no entry.")
    return line(Verdict.PASS, f"All {before:,} earlier entries are there; {after - before:,} came after.")


def _line(check: str, title: str, faults: list[tuple[int, str]], count: str, place: str) -> Line:
    if faults:
        first = faults[0][1]
        more = f" (and {len(faults) - 1:,} more)" if len(faults) > 1 else ""
        seen = tuple(Evidence(place, line=number + 1) for number, _ in faults[:8])
        return Line(
            "promises", check, title, Verdict.FAIL, f"{first[0].upper()}{first[1:]}{more}.", evidence=seen
        )
    verdict = Verdict.UNKNOWN if count.startswith("0 ") else Verdict.PASS
    return Line("promises", check, title, verdict, f"{count}.", found=count)
