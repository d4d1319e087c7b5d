"""Re-evaluation: random items of each evaluation asked again, and the claimed share tested.

Two exact tests, each one-sided, because only a claim that is too high is an accusation:

- the share: of M rows R are said to be right; n of them, drawn at random, are asked again. Were the rows
  true, the number that is right again would be hypergeometric (M, R, n).
- the pairs: of the n, b were right and are not any more, c are right and were not. Chance alone makes the one
  as likely as the other: b is binomial (b + c, 1/2).

All tests together accuse an honest release with a probability of at most `ALPHA`. How much too high a claim
may be before it is seen is stated with each line.

The model is loaded by the embedded engine in the sandbox; no code of the release is executed.
"""

import asyncio
import math
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from agora import config
from agora.config import Effort, Settings
from agora.errors import UsageError
from agora.release.isolated import open_isolated
from agora.release.lots import drawn, release_digest
from agora.release.reading import files_in, read_json, read_lines, safe_path
from agora.release.verdict import Evidence, Line, Verdict

if TYPE_CHECKING:
    from agora.evals.results import Row
    from agora.evals.suites import Item
    from agora.models import Model

__all__ = [
    "ALPHA",
    "Sampled",
    "check_evaluation",
    "open_weights",
    "p_pairs",
    "p_share",
    "plan_evaluation",
    "seen_below",
]

ALPHA = 0.01
"""How probably an honest release is accused, at most, by all tests together."""

_POWER = 0.9
_GROUP = "re-evaluation"
_ROWS = "rows.jsonl"
# Evaluations are of thousands of items; what claims more would only keep the verifier busy.
_MOST_ROWS = 200_000
# Items that are put together again may be so many more than the rows.
_MOST_LIMIT = 20_000
_MOST_SUITES = 100
# The engine is ended after this, and so many times what the rows took where the release was made.
_SPARE_S, _SLOWER = 3600, 50


@dataclass(frozen=True)
class Sampled:
    """What is going to be asked again of one evaluation.

    Attributes:
        place: its folder in the release.
        head: its `run.json`.
        rows: how many it has.
        right: how many of them are said to be right.
        drawn: the rows to ask again.
        seconds: they took, by their own word.
    """

    place: str
    head: dict[str, Any]
    rows: int
    right: int
    drawn: "tuple[Row, ...]"
    seconds: float


def plan_evaluation(folder: Path, samples: int, nonce: str) -> list[Sampled]:
    """Draw rows of each evaluation of a release, by its digest and the verifier's nonce.

    Args:
        folder: of the release.
        samples: of each evaluation; all, if there are fewer.
        nonce: chosen by who verifies, after the release was made.

    Raises:
        UsageError: there is no evaluation, or one that cannot be read.
    """
    from agora.evals.results import Row

    digest = release_digest(folder)
    found = []
    for path in [path for path in files_in(folder, "evaluation") if path.name == _ROWS]:
        place = path.parent.relative_to(folder).as_posix()
        try:
            rows = [Row(**each) for each in islice(read_lines(folder, f"{place}/{_ROWS}"), _MOST_ROWS)]
            if not rows:
                raise ValueError("it has no rows")
            head = read_json(folder, f"{place}/run.json")
            chosen = tuple(rows[n] for n in drawn(digest, nonce, place, samples, len(rows)))
            right = sum(row.right == 1 for row in rows)
            seconds = sum(float(row.seconds) for row in chosen)
        except (OSError, ValueError, TypeError, RecursionError) as error:
            raise UsageError(f"The evaluation {place} cannot be read.", why=f"{error}.") from None
        found.append(Sampled(place, head, len(rows), right, chosen, seconds))
    if not found:
        raise UsageError("The release holds no rows of an evaluation.", why=f"evaluation/ has no {_ROWS}.")
    return found


def check_evaluation(
    folder: Path,
    samples: int,
    nonce: str,
    *,
    settings: Settings | None = None,
    model: "Model | None" = None,
    agree: Callable[[list[Sampled]], bool] = lambda plan: True,
    on_row: Callable[["Row"], None] = lambda row: None,
) -> list[Line]:
    """Ask random items of each evaluation again, and test what the release claims.

    Args:
        folder: of the release.
        samples: of each evaluation.
        nonce: as in `plan_evaluation`.
        settings: where installed models lie, for the base of an adapter; those of this user, if not given.
        model: to ask; the release's own weights, if not given.
        agree: told what is going to be asked before it is; nothing is where it says no.
        on_row: told of each answer.
    """
    try:
        plan = plan_evaluation(folder, samples, nonce)
        if not agree(plan):
            return [_unknown("Nothing was asked again: the cost was declined.")]
        return asyncio.run(_checked(folder, plan, settings, model, on_row))
    except Exception as error:  # the files are somebody else's: whatever they lead to is said
        return [_unknown(str(error))]


async def _checked(
    folder: Path,
    plan: list[Sampled],
    settings: Settings | None,
    model: "Model | None",
    on_row: Callable[["Row"], None],
) -> list[Line]:
    seconds = _SPARE_S + _SLOWER * sum(one.seconds for one in plan)
    opened = model or await open_isolated(_weights(folder), settings or config.load(), seconds)
    lines = []
    try:
        for one in plan:
            try:
                items = _items(folder, one)
                rows = await _asked(one, items, opened, on_row)
            except Exception as error:  # as above
                lines.append(_unknown(str(error), one.place))
            else:
                lines.append(judge(one, rows, tests=2 * len(plan)))
    finally:
        if model is None:
            await opened.close()
    return lines


async def open_weights(folder: Path, settings: Settings) -> "Model":
    """Open the weights of a release of one's own, in the embedded engine, outside of the sandbox.

    Raises:
        UsageError: there are none that it loads.
        ModelError: they cannot be loaded, or the base of an adapter is not here.
    """
    from agora.models import open_model

    return await open_model(settings, str(_weights(folder)))


def _weights(folder: Path) -> Path:
    files = sorted(path.name for path in (folder / "weights").glob("*.gguf"))
    if not files:
        raise UsageError("The release holds no weights that the engine loads.", why="weights/ has no GGUF.")
    return safe_path(folder, f"weights/{files[0]}")


def _items(folder: Path, one: Sampled) -> "dict[str, Item]":
    """Return the drawn items, put together again from the suites and not from what the rows say."""
    from agora.evals.suites import SUITES, items

    head = one.head["run"]
    limit, seed, plain = int(head["limit"]), int(head["seed"]), bool(head["plain"])
    if not 0 <= limit <= _MOST_LIMIT:
        raise UsageError(f"{one.place} asks for {limit} items of each suite.")
    found: dict[str, Item] = {}
    for name in dict.fromkeys(map(str, head["suites"][:_MOST_SUITES])):
        suite = name
        if suite not in SUITES:
            suite = str(_questions(folder, Path(suite).name))
        found |= {item.id: item for item in items(suite, limit=limit, seed=seed, plain=plain)}
    for row in one.drawn:
        item = found.get(row.id)
        if item is None or item.task.message != row.question:
            raise UsageError(
                f"{one.place} asked under {row.id!r} what this installation does not ask.",
                why=f"Its suites were those of Agora {one.head.get('agora', '(unknown)')}.",
            )
    return {row.id: found[row.id] for row in one.drawn}


def _questions(folder: Path, name: str) -> Path:
    for part in ("evaluation", "data"):
        if (folder / part).is_dir() and (named := [p for p in files_in(folder, part) if p.name == name]):
            return named[0]
    raise UsageError(f"The release does not hold the questions {name!r} that were asked.")


async def _asked(
    one: Sampled, items: "dict[str, Item]", model: "Model", on_row: Callable[["Row"], None]
) -> "dict[str, Row]":
    from agora.evals.running import Evaluation, run

    head = one.head["run"]
    if head["effort"] not in get_args(Effort):
        raise UsageError(f"{one.place} ran at an effort {head['effort']!r}, which there is none of.")
    with tempfile.TemporaryDirectory(prefix="agora-reeval-") as name:
        evaluation = Evaluation(
            model, model.name, list(items.values()), Path(name), list(head["suites"]), head["effort"],
            int(head["seed"]), int(head["limit"]), bool(head["plain"]), on_row=on_row,
        )  # fmt: skip
        return (await run(evaluation)).rows


def judge(one: Sampled, again: "dict[str, Row]", tests: int = 2) -> Line:
    """Return what asking again says of an evaluation.

    Args:
        one: what was drawn.
        again: the rows that came of it.
        tests: made in all, among which `ALPHA` is divided.
    """
    count = len(one.drawn)
    now = sum(again[row.id].right for row in one.drawn)
    lost = sum(row.right == 1 and not again[row.id].right for row in one.drawn)
    won = sum(row.right != 1 and again[row.id].right == 1 for row in one.drawn)
    same = sum(row.answer == again[row.id].answer for row in one.drawn)
    share = p_share(now, one.rows, one.right, count)
    pairs = p_pairs(lost, won)
    level = ALPHA / tests
    said = one.right / one.rows
    numbers = (
        f"{count} of {one.rows} asked again: {now} right ({now / count:.1%}; claimed {said:.1%}), {same} "
        f"answers word for word; right before and not now {lost}, the other way {won}; p = {share:.2g} for "
        f"the share, {pairs:.2g} for the pairs, {level:.2g} accuses"
    )
    below = seen_below(one.rows, one.right, count, level)
    power = f"A true share of {below:.1%} or less would be seen with a probability of {_POWER}."
    if below < 0:
        power = f"No claim would be seen to be false with a probability of {_POWER}: ask more."
    fails = min(share, pairs) < level
    verdict = Verdict.FAIL if fails else Verdict.PASS if below >= 0 else Verdict.UNKNOWN
    title = f"Items of {one.place} asked again"
    evidence = (Evidence(f"{one.place}/{_ROWS}"),)
    why = f"{'The claim is too high' if fails else 'The claim stands'}: {numbers}. {power}"
    if verdict is Verdict.UNKNOWN:
        why = f"Too few to tell: {numbers}. {power}"
    return Line(
        _GROUP,
        f"reevaluation.{one.place}",
        title,
        verdict,
        why,
        f"{said:.1%}",
        f"{now / count:.1%}",
        evidence,
    )


def p_share(now: int, rows: int, right: int, count: int) -> float:
    """Return how probably at most `now` of `count` rows are right, drawn from `rows` of which `right` are.

    >>> round(p_share(0, 4, 2, 2), 4)
    0.1667
    """
    whole = math.comb(rows, count)
    least = max(0, count - (rows - right))
    return (
        sum(math.comb(right, k) * math.comb(rows - right, count - k) for k in range(least, now + 1)) / whole
    )


def p_pairs(lost: int, won: int) -> float:
    """Return how probably chance alone loses at least so many of the answers that changed.

    >>> p_pairs(3, 0)
    0.125
    """
    count = lost + won
    return float(sum(math.comb(count, k) for k in range(lost, count + 1)) / 2**count)


def seen_below(rows: int, right: int, count: int, level: float) -> float:
    """Return the largest true share that the test of the share would see to be too low, nine times in ten.

    -1 if there is none.

    >>> round(seen_below(400, 360, 40, 0.005), 2)
    0.67
    """
    most = -1  # the largest number right again that accuses
    while most < count and p_share(most + 1, rows, right, count) < level:
        most += 1
    if most < 0:
        return -1.0
    low, high = 0.0, right / rows
    for _ in range(40):
        share = (low + high) / 2
        power = sum(math.comb(count, k) * share**k * (1 - share) ** (count - k) for k in range(most + 1))
        low, high = (share, high) if power >= _POWER else (low, share)
    return low


def _unknown(why: str, place: str = "") -> Line:
    check = f"reevaluation.{place}" if place else "reevaluation"
    evidence = (Evidence(f"{place}/{_ROWS}"),) if place else ()
    return Line(_GROUP, check, "Items asked again", Verdict.UNKNOWN, why, evidence=evidence)
