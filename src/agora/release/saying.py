"""What a release claims: everything that its own files let anybody measure again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agora.evals.paired import share
from agora.evals.results import by_suite, read_run
from agora.learn.recipe import Recipe
from agora.release.claimfile import Claim
from agora.release.hashing import digest

__all__ = ["claims_of"]

_VERIFY = "agora verify FOLDER"


def claims_of(folder: Path, recipe: Recipe, facts: dict[str, Any]) -> list[Claim]:
    """Return the claims of a release whose files are laid out.

    Args:
        folder: of the release.
        recipe: of its run.
        facts: what the run recorded.
    """

    def claim(name: str, text: str, evidence: str, how: str, **measure: Any) -> Claim:
        return Claim(
            id=name, text=text, evidence=evidence, sha256=digest(folder / evidence), how=how, **measure
        )

    run, log = "training/run.json", "training/log.jsonl"
    last = f"{_VERIFY} measures it; {_VERIFY} --retrain 3 trains parts of the run again."
    claims = [
        claim("steps", f"It was trained for {facts['steps']:,} steps.", run, last,
              measure="field", key="steps", value=facts["steps"]),
        claim("samples", f"It learnt from {facts['data']['samples']:,} samples.", run, last,
              measure="field", key="data.samples", value=facts["data"]["samples"]),
        claim("loss", f"The smoothed loss at the end was {facts['loss']} nats a token.", run, last,
              measure="field", key="loss", value=facts["loss"]),
        claim("log", f"The log has a line for each of {facts['steps']:,} steps.", log, last,
              measure="lines", value=facts["steps"]),
    ]  # fmt: skip
    if facts["base"]["name"]:
        claims.append(
            claim("base", f"It lies over the base with the SHA-256 {facts['base']['sha256']}.", run, _VERIFY,
                  measure="field", key="base.sha256", value=facts["base"]["sha256"])
        )  # fmt: skip
    sums = {digest(path): path for path in (folder / "data").iterdir() if path.is_file()}
    if (path := sums.get(facts["data"]["sha256"])) is not None:
        name = f"data/{path.name}"
        claims.append(
            claim("data", f"The data that it learnt from is {name}, whole.", run, f"sha256sum {name}",
                  measure="digest", key="data.sha256", value=name)
        )  # fmt: skip
    proof = "weights/adapter.proof.json"
    if (folder / proof).is_file():
        claims.append(
            claim("proof", "weights/adapter.gguf is what was compared with the trainer.", proof, last,
                  measure="digest", key="adapter", value="weights/adapter.gguf")
        )  # fmt: skip
    return claims + list(_scores(folder))


def _scores(folder: Path) -> Iterator[Claim]:
    for path in sorted(folder.glob("evaluation/*/rows.jsonl")):
        name = path.relative_to(folder).as_posix()
        run, sha256 = read_run(path.parent), digest(path)
        for suite, rows in by_suite(run.rows.values()).items():
            found = share([(row.template, row.right) for row in rows])
            right, interval = round(found.value, 3), f"{100 * found.low:.1f} to {100 * found.high:.1f} %"
            text = f"{path.parent.name}: {run.name} answers {100 * right:.1f} % of {found.items} items of "
            text += f"{suite} rightly (95 % interval {interval})."
            yield Claim(
                id=_plain(f"score-{path.parent.name}-{suite}"), text=text, evidence=name, sha256=sha256,
                how=f"{_VERIFY} counts the rows; {_VERIFY} --reeval 50 asks 50 items again.",
                measure="share", key=suite, value=right, of=found.items,
            )  # fmt: skip


def _plain(name: str) -> str:
    """Return a name that an id may have.

    >>> _plain("score-First run-no_code")
    'score-first-run-no-code'
    """
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in name.lower()).strip("-")
