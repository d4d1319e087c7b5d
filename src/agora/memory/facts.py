"""What holds, since when and until when: facts are taken in, take each other's place, and fall into doubt.

Each fact of a known form has claims: subject, attribute and value with the time in which it holds. A newer value
of an attribute that has one value at a time ends the older one; what hangs on it (the dentist in the town that
somebody left) is in doubt until it is said again. Nothing is deleted: what held on a day can still be told.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from agora.memory.claims import Claim, Claims, bare, holds, same
from agora.memory.extraction import Fact, extract
from agora.memory.items import Row, Turn
from agora.memory.phrases import DEPENDENTS, KIN, MANY
from agora.memory.sentence import AMOUNT, is_state
from agora.memory.store import Store, marks

__all__ = ["Facts"]

# Whom they mean, what was said before tells.
_PRONOUNS = {"he", "she", "they"}

# A turn that says this much beside its facts still says something when they are over.
_REST_CHARS = 30


_NAMED = {"home", "work", "boss", "dentist", "doctor", "partner", "landlord", *KIN}


class Facts:
    """Takes in what is said.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from agora.memory.asking import Ask
    >>> store = Store(Path(tempfile.mkdtemp()) / "memory.db")
    >>> claims = Claims(store)
    >>> facts = Facts(store, claims)
    >>> for number, text in enumerate(["I live in Lyon.", "I've moved to Porto."], start=1):
    ...     facts.learn(Turn(f"s@{number}", "s", 1000.0 * number, "person", text))
    >>> [(item.text, item.state) for item in store.items("kind = 'fact'")]
    [('You live in Lyon.', 'superseded'), ('You have moved to Porto.', '')]
    >>> [item.text for item in claims.answers(Ask("you", ("home",)), 1500.0, ("person",))]
    ['You live in Lyon.']
    >>> store.close()
    """

    def __init__(self, store: Store, claims: Claims) -> None:
        self._store, self._claims = store, claims

    def learn(self, turn: Turn) -> None:
        """Take in what a person's turn says; the same turn twice changes nothing the second time."""
        self._claims.prepare()
        with self._store.writing():
            for number, fact in enumerate(extract(turn.text, turn.time)):
                name = _id(f"{turn.id}#{number}")
                row = Row(
                    name, "fact", fact.statement, turn.time, fact.subject, turn.scope, turn.session,
                    source=turn.id, valid_from=fact.valid_from, valid_until=fact.valid_until,
                    confidence=fact.confidence,
                )  # fmt: skip
                self._take(row, [fact], said=True)

    def keep_read(self, turn: Turn, facts: Sequence[Fact]) -> int:
        """Keep what a model read in a turn; what it contradicts is in doubt with it. Return how many are new."""
        self._claims.prepare()
        kept = 0
        with self._store.writing():
            for number, fact in enumerate(facts):
                known = self._claims.where(
                    "subject = ? AND attribute = ? AND scope = ? AND until IS NULL",
                    (fact.subject, fact.attribute, turn.scope),
                )
                if any(same(claim.value, fact.value) for claim in known):
                    continue
                against = [claim.item for claim in known] if fact.single else []
                row = Row(
                    _id(f"{turn.id}~{number}"), "fact", fact.statement, turn.time, fact.subject, turn.scope,
                    turn.session, source=turn.id, valid_from=turn.time, confidence=fact.confidence,
                    state="in_doubt" if against else "",
                )  # fmt: skip
                self._store.add([row])
                self._claims.add(row.id, fact.subject, fact.attribute, fact.value, turn.time, None)
                self._store.run(
                    f"UPDATE item SET state = 'in_doubt' WHERE state = '' AND number IN ({marks(against)})",
                    against,
                )
                kept += 1
        return kept

    def taken(self, session: str) -> int:
        """Return the last event of a session that memory has been handed."""
        self._claims.prepare()
        rows = self._store.run("SELECT upto FROM taken WHERE session = ?", (session,))
        return int(rows[0][0]) if rows else 0

    def note_taken(self, session: str, upto: int) -> None:
        """Note that memory has been handed a session up to this event."""
        self._claims.prepare()
        self._store.run("INSERT OR REPLACE INTO taken VALUES (?, ?)", (session, upto))

    def keep(self, row: Row) -> None:
        """Keep a statement as it is, with what it says about anything that is kept already."""
        self._claims.prepare()
        with self._store.writing():
            facts = [
                f for f in extract(row.text, row.time) if f.attribute and f.value and f.kind != "correct"
            ]
            if row.valid_from is not None:
                facts = [replace(fact, valid_from=row.valid_from) for fact in facts]
            self._take(row, facts, said=False)

    def reread(self, row: Row) -> None:
        """Take in what a fact says whose text was changed; its turn tells what it said before, and is over."""
        self._claims.prepare()
        with self._store.writing():
            self._store.run(
                "DELETE FROM claim WHERE item = (SELECT number FROM item WHERE id = ?)", (row.id,)
            )
            facts = [
                f for f in extract(row.text, row.time) if f.attribute and f.value and f.kind != "correct"
            ]
            self._take(row, facts, said=False, again=True)
            self._store.run(
                "UPDATE item SET state = 'superseded' WHERE id = ? AND kind = 'turn' AND NOT EXISTS "
                "(SELECT 1 FROM item AS other WHERE other.source = item.id AND other.id <> ?)",
                (row.source, row.id),
            )

    def supersede(self, name: str, now: float) -> None:
        """Let a fact be over."""
        self._claims.prepare()
        with self._store.writing():
            self._store.run(
                "UPDATE item SET state = 'superseded', valid_until = min(coalesce(valid_until, ?1), ?1) WHERE id = ?2",
                (now, name),
            )
            self._store.run(
                "UPDATE claim SET until = min(coalesce(until, ?1), ?1) WHERE item = (SELECT number FROM item WHERE id = ?2)",
                (now, name),
            )

    # How a fact changes what is known

    def _take(self, row: Row, facts: list[Fact], *, said: bool, again: bool = False) -> None:
        if not again and self._store.run("SELECT 1 FROM item WHERE id = ?", (row.id,)):
            return
        claims: list[tuple[Fact, float]] = []
        for raw in facts:
            if raw.kind in ("end", "deny"):
                self._end(raw, row)
                continue
            fact = self._whole(raw, row)
            if fact is None:
                continue
            since = self._place(fact, row, said=said)
            if since is not None:
                claims.append((fact, since))
        if not claims and said:
            return
        if claims and said:
            fact = claims[0][0]
            row = replace(row, text=fact.statement, who=fact.subject)
        self._store.add([row])
        [(number,)] = self._store.run("SELECT number FROM item WHERE id = ?", (row.id,))
        for fact, since in claims:
            until = self._until(fact, row, since)
            self._claims.add(row.id, fact.subject, fact.attribute, fact.value, since, until)
        if claims:
            self._settle([number], row.time)

    def _whole(self, fact: Fact, row: Row) -> Fact | None:
        """Fill in what a fact leaves to what was said before; `None` if nothing tells."""
        if fact.subject in _PRONOUNS:
            last = self._said_last(row)
            fact = replace(fact, subject=last.subject) if last and last.subject != "you" else fact
        if fact.attribute and fact.subject:
            return self._of_thing(fact, row)
        if fact.kind == "correct":
            last = self._said_last(row, fact.old)
            if last is None:
                return None
            text = self._store.items("number = ?", (last.item,))[0].text
            shown = re.sub(re.escape(last.value), lambda _: fact.value, text, count=1, flags=re.IGNORECASE)
            return replace(
                fact, subject=last.subject, attribute=last.attribute, statement=shown, old=last.value
            )
        if not fact.subject:
            return self._put_off(fact, row)
        known = self._claims.where(
            "subject = ? AND scope = ? AND until IS NULL ORDER BY rowid DESC", (fact.subject, row.scope)
        )
        before = next((c for c in known if fact.old and same(c.value, fact.old)), None)
        if before is None and not fact.old:
            before = next(
                (c for c in known if c.attribute in ("work", "gym", "school", "bank", "phone")), None
            )
        return replace(fact, attribute=before.attribute) if before else None

    def _put_off(self, fact: Fact, row: Row) -> Fact | None:
        """Tell from what was said last what "it" is that has another day, time or price."""
        last = self._said_last(row)
        if last is None or not (AMOUNT.search(last.value) and AMOUNT.search(fact.value)):
            return None
        whose = "Your" if last.subject == "you" else f"{last.subject.capitalize()}'s"
        said = f"{whose} {last.attribute}: {fact.statement[:1].lower()}{fact.statement[1:]}"
        return replace(fact, subject=last.subject, attribute=last.attribute, statement=said)

    def _of_thing(self, fact: Fact, row: Row) -> Fact:
        """Tell how a thing is from which one it is: "my boss is angry" after "my boss is Helga"."""
        if fact.kind != "tell" or not fact.single:
            return fact
        if not is_state(fact.statement, named=fact.attribute in _NAMED):
            return fact
        known = self._claims.where(
            "subject = ? AND attribute = ? AND scope = ? AND until IS NULL",
            (fact.subject, fact.attribute, row.scope),
        )
        if any(re.search(r"[A-Z\d]", claim.value) for claim in known):
            return replace(fact, subject=fact.attribute, attribute="is")
        return fact

    def _place(self, fact: Fact, row: Row, *, said: bool) -> float | None:
        """Make room for a fact; return since when it holds, or nothing if it is known already."""
        since = fact.valid_from if fact.valid_from is not None else row.time
        if fact.kind == "past":
            return fact.valid_from or 0.0
        known = self._claims.where(
            "subject = ? AND attribute = ? AND scope = ? AND (until IS NULL OR until > ?) AND since < coalesce(until, 1e99) ORDER BY since",
            (fact.subject, fact.attribute, row.scope, since),
        )
        again = [claim for claim in known if _says_again(claim, fact) and claim.since <= row.time]
        if again and said and fact.kind != "correct":
            self._confirm(again[-1], fact, row)
            return None
        if fact.kind == "correct":
            wrong = [c for c in known if not same(c.value, fact.value)]
            wrong = [c for c in wrong if not fact.old or same(c.value, fact.old)] or wrong
            for claim in wrong[-1:] if fact.attribute in MANY else wrong:
                since = min(since, claim.since)
                self._close(claim, claim.since, row)
            return since
        if fact.single and not (fact.valid_until and fact.valid_until <= row.time):
            for claim in known:
                if claim.since <= since and claim not in again:
                    self._close(claim, since, row)
                    self._doubt(claim, row, since)
        return since

    def _until(self, fact: Fact, row: Row, since: float) -> float | None:
        if fact.kind == "past" and fact.valid_until is not None:
            return fact.valid_until
        if fact.kind == "past":
            after = self._claims.where(
                "subject = ? AND attribute = ? AND scope = ? AND until IS NULL ORDER BY since",
                (fact.subject, fact.attribute, row.scope),
            )
            return min([row.time, *(claim.since for claim in after)])
        if not fact.single:
            return fact.valid_until
        later = self._claims.where(
            "subject = ? AND attribute = ? AND scope = ? AND since > ? AND since < coalesce(until, 1e99) ORDER BY since LIMIT 1",
            (fact.subject, fact.attribute, row.scope, since),
        )
        ends = [claim.since for claim in later] + ([fact.valid_until] if fact.valid_until else [])
        return min(ends, default=None)

    def _confirm(self, claim: Claim, fact: Fact, row: Row) -> None:
        """Note that a claim was said again: it is no longer in doubt, and may be older than was known."""
        since = claim.since if fact.valid_from is None else min(claim.since, fact.valid_from)
        until = fact.valid_until if fact.valid_until is not None else claim.until
        self._store.run("UPDATE claim SET since = ?, until = ? WHERE rowid = ?", (since, until, claim.row))
        self._store.run("UPDATE item SET state = '' WHERE number = ? AND state = 'in_doubt'", (claim.item,))
        self._store.run("DELETE FROM due WHERE item = ?", (claim.item,))
        self._settle([claim.item], row.time)

    def _end(self, fact: Fact, row: Row) -> None:
        at = fact.valid_from if fact.valid_from is not None else row.time
        if fact.kind == "deny":
            last = self._said_last(row)
            over = [last] if last else []
        else:
            known = self._claims.where(
                "subject IN (?, 'you') AND scope = ? AND until IS NULL AND since <= ? ORDER BY rowid DESC",
                (fact.subject, row.scope, at),
            )
            over = [c for c in known if self._is_over(c, fact)]
            own = [c for c in over if c.subject == fact.subject]
            over = own or [c for c in over if fact.old and c.attribute == bare(fact.old)]
        for claim in over:
            self._close(claim, at, row)
            self._doubt(claim, row, at)

    def _is_over(self, claim: Claim, fact: Fact) -> bool:
        if fact.attribute:
            named = not fact.old or fact.old == claim.attribute or same(claim.value, fact.old)
            return claim.attribute == fact.attribute and (named or claim.attribute == bare(fact.old))
        return bool(fact.old) and (claim.attribute == bare(fact.old) or same(claim.value, fact.old))

    def _said_last(self, row: Row, old: str = "") -> Claim | None:
        """Return the claim that was made last in a session; with `old`, the one of that value."""
        last = self._claims.where(
            "item IN (SELECT number FROM item WHERE session = ? AND kind = 'fact') AND until IS NULL ORDER BY rowid DESC LIMIT 5",
            (row.session,),
        )
        return next((c for c in last if old and same(c.value, old)), last[0] if last else None)

    def _close(self, claim: Claim, at: float, row: Row) -> None:
        self._store.run("UPDATE claim SET until = ? WHERE rowid = ?", (at, claim.row))
        self._settle([claim.item], row.time)

    def _settle(self, numbers: Sequence[int], now: float) -> None:
        """Make items tell what their claims do, and turns that say nothing else."""
        for number in numbers:
            claims = self._claims.where("item = ?", (number,))
            open_ = any(claim.until is None for claim in claims)
            until = None if open_ else max(claim.until or 0 for claim in claims)
            since = min(claim.since for claim in claims)
            gone = until is not None and until <= now
            self._store.run(
                "UPDATE item SET valid_from = ?, valid_until = ?, state = CASE WHEN ? THEN 'superseded' "
                "WHEN state = 'superseded' THEN '' ELSE state END WHERE number = ?",
                (since, until, gone, number),
            )
            if gone:
                self._store.run(
                    "UPDATE item SET state = 'superseded' WHERE kind = 'turn' AND id = (SELECT source FROM item "
                    "WHERE number = ?) AND length(text) <= ? + (SELECT sum(length(text)) FROM item AS said "
                    "WHERE said.source = item.id) AND NOT EXISTS (SELECT 1 FROM item AS said WHERE "
                    "said.source = item.id AND said.state <> 'superseded')",
                    (number, _REST_CHARS),
                )

    def _doubt(self, over: Claim, row: Row, since: float) -> None:
        """Mark what hangs on a claim that is over, or note when it will be."""
        hangs = DEPENDENTS.get(over.attribute, set())
        if not hangs:
            return
        for claim in self._claims.where(
            "subject = ? AND scope = ? AND until IS NULL AND since <= ? AND rowid <> ?",
            (over.subject, row.scope, row.time, over.row),
        ):
            place = over.attribute in ("home", "work") and holds(claim.value, over.value)
            if not (claim.attribute in hangs or (place and claim.attribute != over.attribute)):
                continue
            if since > row.time:
                self._store.run("INSERT INTO due VALUES (?, ?, ?)", (claim.item, since, row.id))
            else:
                self._store.run(
                    "UPDATE item SET state = 'in_doubt' WHERE number = ? AND state = '' AND time <= ?",
                    (claim.item, row.time),
                )


def _says_again(claim: Claim, fact: Fact) -> bool:
    """Whether a fact tells no more than a claim does: York is not told again by New York."""
    return bare(claim.value) == bare(fact.value) or (
        fact.kind != "change" and same(claim.value, fact.value) and holds(claim.value, fact.value)
    )


def _id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:12]
