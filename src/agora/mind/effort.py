"""High effort: think several ways from one state, keep the one whose checks pass.

Each candidate is a branch: the same interpreter state in another worker, its own layer over the workspace
that holds its writes back, its own seed. Candidates run at the same time; the first samples as the session
does, the others with more chance. Then one is kept:

1. the one that meets most checks of its plan and the persona's;
2. among equals, the answer that most candidates agree on;
3. among those, the one whose words the model was surest of, else the first.

Only then are its held-back changes made, after the one approval that they need.
"""

import asyncio
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from agora.errors import AgoraError, ApprovalNeeded, BudgetSpent, SandboxError
from agora.journal import events as ev
from agora.mind.changes import diff, load_changes, store_changes
from agora.mind.loop import Loop
from agora.mind.person import ApprovalRequest, Person
from agora.mind.session import Session
from agora.mind.view import View
from agora.sandbox import Changes, Workspace, obeyed_unasked

__all__ = ["CANDIDATES", "Candidates"]

# More than three costs more than agreement gains on short tasks, and four slots serve them at once.
CANDIDATES = 3

_TEMPERATURE = 0.8

_REFUSED = "the person refused its changes"


class Candidates:
    """The branches of one task."""

    def __init__(
        self,
        session: Session,
        *,
        workspace: Workspace,
        folder: Path,
        make_loop: Callable[[View, Workspace, float | None], Loop],
        check: str,
        person: Person,
        yes: bool,
        remember: Callable[[ev.ToolCall], object],
    ) -> None:
        self._session, self._workspace, self._folder = session, workspace, folder
        self._make_loop, self._check, self._person, self._yes = make_loop, check, person, yes
        self._remember = remember

    async def run(self) -> None:
        """Take the task to its answer, from wherever the journal says it stands.

        Raises:
            BudgetSpent, ModelError: no candidate came to an answer.
            ApprovalNeeded: the chosen changes wait for a person.
        """
        view = self._session.view
        if view.chosen is None:
            if not (view.branches and all(self._is_whole(branch) for branch in view.branches.values())):
                await self._think()
            await self._choose()
        self._make_changes()

    def _layer(self, branch: int) -> Path:
        return self._folder / f"{self._session.view.session}-{branch}"

    def _is_whole(self, branch: View) -> bool:
        return branch.answer is not None and self._layer(branch.branch).is_dir()

    async def _think(self) -> None:
        """Run the candidates. One that was killed left nothing behind but its layer: it is thought again."""
        session, view = self._session, self._session.view
        origin = await session.interpreter(view)
        loops = []
        first = view.branches_begun + 1
        for number in range(first, first + CANDIDATES):
            seed = view.started.seed + number
            session.append(ev.Branch(branch=number, group=first, seed=seed))
            session.running[number] = await origin.fork(seed)
            layer = self._layer(number)
            shutil.rmtree(layer, ignore_errors=True)
            layer.mkdir(parents=True, mode=0o700)
            branch = view.branches[number]
            temperature = None if number == first else _TEMPERATURE
            loops.append(self._make_loop(branch, self._workspace.branch(layer), temperature))
        results = await asyncio.gather(*(loop.run() for loop in loops), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException) and not isinstance(result, AgoraError):
                raise result
        if not any(branch.answer for branch in view.branches.values()):
            errors = [result for result in results if isinstance(result, AgoraError)]
            raise next((error for error in errors if isinstance(error, BudgetSpent)), errors[0])

    async def _choose(self) -> None:
        session, view = self._session, self._session.view
        answered = [branch for branch in view.branches.values() if branch.answer]
        votes = Counter(_normal(branch) for branch in answered)
        met = {branch.branch: await self._checks_met(branch) for branch in answered}
        best = max(
            answered,
            key=lambda branch: (
                met[branch.branch],
                votes[_normal(branch)],
                _sureness(branch),
                -branch.branch,
            ),
        )
        layer = self._workspace.branch(self._layer(best.branch))
        changes, executable = layer.changes(), tuple(layer.executable())
        reason = f"{votes[_normal(best)]} of {len(view.branches)} candidates agree"
        if any(met.values()):
            reason = f"it meets {met[best.branch]} checks, and {reason}"
        if changes and not await self._approved(changes):
            changes, executable, reason = {}, (), f"{reason}; {_REFUSED}"
        session.append(
            ev.Chosen(
                branch=best.branch,
                reason=reason,
                agreement=votes[_normal(best)] / len(view.branches),
                changes=store_changes(session.journal, changes),
                executable=executable,
            )
        )  # fmt: skip
        await session.adopt(best.branch)

    async def _checks_met(self, branch: View) -> int:
        met = sum(step.done for step in branch.plan if step.check)
        if self._check and branch.answer:
            loop = self._make_loop(branch, self._workspace.branch(self._layer(branch.branch)), None)
            met += await loop.holds(self._check, result=branch.answer.value or branch.answer.text)
        return met

    async def _approved(self, changes: Changes) -> bool:
        unasked = [path for path in changes if obeyed_unasked(path)]
        if self._yes and not unasked:
            return True
        session = self._session.view.session
        request = ApprovalRequest(
            "files.write", f"changes to {', '.join(map(repr, sorted(changes)))}", "write", False,
            f"other programs obey {', '.join(map(repr, unasked))} without being asked"
            if unasked
            else "the chosen candidate wrote files",
            diff(changes),
        )  # fmt: skip
        said = await self._person.approve(request)
        if said is None:
            raise ApprovalNeeded(
                f"The chosen {request.call} need a person's yes.", fix=f"Give it with: agora resume {session}"
            )
        return said.answer in ("once", "always")

    def _make_changes(self) -> None:
        """Make the chosen changes, all of them even after a crash, and answer."""
        session, view = self._session, self._session.view
        assert view.chosen is not None
        assert view.candidate is not None
        text = view.candidate.text
        try:
            changes = load_changes(session.journal, view.chosen.changes)
            self._workspace.apply(changes, view.chosen.executable)
        except SandboxError as error:
            text += f"\n({error})"
        if view.chosen.reason.endswith(_REFUSED):
            text += "\n(The changes were refused, so none of them was made.)"
        else:
            for thought in view.thoughts[view.task.first_thought :]:
                for record in thought.calls:
                    if record.call.tool == "remember" and record.result and not record.result.error:
                        self._remember(record.call)
        session.append(ev.Answer(text=text, value=view.candidate.value))
        for layer in self._folder.glob(f"{view.session}-*"):
            shutil.rmtree(layer, ignore_errors=True)


def _normal(branch: View) -> str:
    """An answer as it is compared: words and numbers, whatever their dress."""
    assert branch.answer is not None
    return " ".join(branch.answer.text.lower().strip(" .!").split())


def _sureness(branch: View) -> float:
    sure = branch.task.logprob_mean
    return sure if sure is not None else float("-inf")
