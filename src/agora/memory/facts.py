"""What holds, since when and until when: facts are taken in, take each other's place, and fall into doubt.

Each fact of a known form has claims: subject, attribute and value with the time in which it holds. A newer value
of an attribute that has one value at a time ends the older one; what hangs on it (the dentist in the town that
somebody left) is in doubt until it is said again. Nothing is deleted: what held on a day can still be told.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agora.memory.asking import Ask
from agora.memory.dates import plain
from agora.memory.extraction import Fact, extract
from agora.memory.items import COLUMNS, Item, Row, Turn, iso, item_of
from agora.memory.phrases import DEPENDENTS, MANY
from agora.memory.store import Store, marks

__all__ = ["Claim", "Facts"]

_TABLES = (
    """CREATE TABLE IF NOT EXISTS claim (
        item INTEGER NOT NULL, scope TEXT NOT NULL, subject TEXT NOT NULL, attribute TEXT NOT NULL,
        value TEXT NOT NULL, since REAL NOT NULL, until REAL
    )""",
    "CREATE INDEX IF NOT EXISTS claim_subject ON claim(subject, attribute)",
    "CREATE INDEX IF NOT EXISTS claim_item ON claim(item)",
    "CREATE TABLE IF NOT EXISTS taken (session TEXT PRIMARY KEY, upto INTEGER NOT NULL)",
    """CREATE TRIGGER IF NOT EXISTS claim_gone AFTER DELETE ON item BEGIN
        DELETE FROM claim WHERE item = old.number;
    END""",
)
_CLAIM = "claim.rowid, claim.item, claim.subject, claim.attribute, claim.value, claim.since, claim.until"

# An answer that was kept as a fact goes before anything that only has its words.
_SURE = 1000.0

# Whom they mean, what was said before tells.
_PRONOUNS = {"he", "she", "they"}

# A turn that says this much beside its facts still says something when they are over.
_REST_CHARS = 30


@dataclass(frozen=True)
class Claim:
    """One value of one attribute, and when it holds."""

    row: int
    item: int
    subject: str
    attribute: str
    value: str
    since: float
    until: float | None


class Facts:
    """The facts in a store.

    >>> import tempfile
    >>> from pathlib import Path
    >>> store = Store(Path(tempfile.mkdtemp()) / "memory.db")
    >>> facts = Facts(store)
    >>> for number, text in enumerate(["I live in Lyon.", "I've moved to Porto."], start=1):
    ...     facts.learn(Turn(f"s@{number}", "s", 1000.0 * number, "person", text))
    >>> [(item.text, item.state) for item in store.items("kind = 'fact'")]
    [('You live in Lyon.', 'superseded'), ('You have moved to Porto.', '')]
    >>> [item.text for item in facts.answers(Ask("you", ("home",)), 1500.0, ("person",))]
    ['You live in Lyon.']
    >>> store.close()
    """

    def __init__(self, store: Store) -> None:
        self._store, self._ready = store, False

    def prepare(self) -> None:
        """Make the tables, if they are not there."""
        if not self._ready:
            for statement in _TABLES:
                self._store.run(statement)
            self._ready = True

    def learn(self, turn: Turn) -> None:
        """Take in what a person's turn says; the same turn twice changes nothing the second time."""
        self.prepare()
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
        self.prepare()
        kept = 0
        with self._store.writing():
            for number, fact in enumerate(facts):
                known = self._claims(
                    "subject = ? AND attribute = ? AND scope = ? AND until IS NULL",
                    (fact.subject, fact.attribute, turn.scope),
                )
                if any(_same(claim.value, fact.value) for claim in known):
                    continue
                against = [claim.item for claim in known] if fact.single else []
                row = Row(
                    _id(f"{turn.id}~{number}"), "fact", fact.statement, turn.time, fact.subject, turn.scope,
                    turn.session, source=turn.id, valid_from=turn.time, confidence=fact.confidence,
                    state="in_doubt" if against else "",
                )  # fmt: skip
                self._store.add([row])
                self._store.run(
                    "INSERT INTO claim SELECT number, ?, ?, ?, ?, ?, NULL FROM item WHERE id = ?",
                    (turn.scope, fact.subject, fact.attribute, fact.value, turn.time, row.id),
                )
                self._store.run(
                    f"UPDATE item SET state = 'in_doubt' WHERE state = '' AND number IN ({marks(against)})",
                    against,
                )
                kept += 1
        return kept

    def taken(self, session: str) -> int:
        """Return the last event of a session that memory has been handed."""
        self.prepare()
        rows = self._store.run("SELECT upto FROM taken WHERE session = ?", (session,))
        return int(rows[0][0]) if rows else 0

    def note_taken(self, session: str, upto: int) -> None:
        """Note that memory has been handed a session up to this event."""
        self.prepare()
        self._store.run("INSERT OR REPLACE INTO taken VALUES (?, ?)", (session, upto))

    def keep(self, row: Row) -> None:
        """Keep a statement as it is, with what it says about anything that is kept already."""
        self.prepare()
        with self._store.writing():
            facts = [
                f for f in extract(row.text, row.time) if f.attribute and f.value and f.kind != "correct"
            ]
            if row.valid_from is not None:
                facts = [replace(fact, valid_from=row.valid_from) for fact in facts]
            self._take(row, facts, said=False)

    def supersede(self, name: str, now: float) -> None:
        """Let a fact be over."""
        self.prepare()
        with self._store.writing():
            self._store.run(
                "UPDATE item SET state = 'superseded', valid_until = min(coalesce(valid_until, ?1), ?1) WHERE id = ?2",
                (now, name),
            )
            self._store.run(
                "UPDATE claim SET until = min(coalesce(until, ?1), ?1) WHERE item = (SELECT number FROM item WHERE id = ?2)",
                (now, name),
            )

    def answers(self, ask: Ask, at: float, scopes: Sequence[str]) -> list[Item]:
        """Return the facts that answer a question outright for one moment, best first."""
        self.prepare()
        found: dict[str, Item] = {}
        for attribute in ask.attributes:
            held = "claim.until <= ?" if ask.past else "claim.since <= ? AND coalesce(claim.until, 1e99) > ?"
            rows = self._store.run(
                f"SELECT {COLUMNS} FROM claim JOIN item ON number = claim.item WHERE subject = ? AND "
                f"attribute = ? AND item.scope IN ({marks(scopes)}) AND claim.since < coalesce(claim.until, 1e99) "
                f"AND {held} ORDER BY item.state = 'in_doubt', claim.since DESC, number DESC LIMIT 20",
                (ask.subject, attribute, *scopes, *([at] if ask.past else [at, at])),
            )
            for row in rows:
                found.setdefault(row[0], item_of(row, _SURE - len(found)))
        return list(found.values())

    def bears(self, ask: Ask, item: Item) -> bool:
        """Whether an item may tell what a plain question asks for, though no fact answers it.

        What was said here has been read: if it tells other things, it is no answer. Documents, skills and
        turns of others' talk have not, and always may.
        """
        if item.kind not in ("fact", "turn") or (
            item.kind == "turn" and item.about not in ("person", "agora")
        ):
            return True
        words = set(self._store.words(item.text))
        wanted = [set(self._store.words(name)) for name in ask.attributes if name]
        names_it = any(name <= words for name in wanted)
        about = ask.subject == "you" or ask.subject in plain(item.text)
        if item.text.rstrip().endswith("?"):
            return False
        told = self._claims(
            "claim.item IN (SELECT number FROM item WHERE id = ? OR source = ?)", (item.id, item.id)
        )
        if told:
            return any(c.subject == ask.subject and c.until is None and self._names(c, ask) for c in told)
        return names_it and about

    def sift(
        self, found: list[Item], ask: Ask | None, at: float, scopes: Sequence[str], kinds: Sequence[str] = ()
    ) -> list[Item]:
        """Return what was found without what does not hold at a moment; answers to a plain question go first.

        Args:
            found: items that fit the words, best first.
            ask: what is asked for, if it is a plain question.
            kinds: only items of these kinds; all, if it is empty.
        """
        held = [item for item in found if item.kind != "fact" or _holds_at(item, at)]
        if ask is None:
            return held
        answers = self.answers(ask, at, scopes) if not kinds or "fact" in kinds else []
        known = {item.id for item in answers}
        return answers + [item for item in held if item.id not in known and self.bears(ask, item)]

    def _names(self, claim: Claim, ask: Ask) -> bool:
        words = set(self._store.words(claim.attribute))
        return any(words <= set(self._store.words(name)) for name in ask.attributes)

    # How a fact changes what is known

    def _take(self, row: Row, facts: list[Fact], *, said: bool) -> None:
        if self._store.run("SELECT 1 FROM item WHERE id = ?", (row.id,)):
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
            self._store.run(
                "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, row.scope, fact.subject, fact.attribute, fact.value, since, until),
            )
        if claims:
            self._settle([number], row.time)

    def _whole(self, fact: Fact, row: Row) -> Fact | None:
        """Fill in what a fact leaves to what was said before; `None` if nothing tells."""
        if fact.subject in _PRONOUNS:
            last = self._said_last(row)
            fact = replace(fact, subject=last.subject) if last and last.subject != "you" else fact
        if fact.attribute and fact.subject:
            return fact
        if fact.kind == "correct":
            last = self._said_last(row, fact.old)
            if last is None:
                return None
            text = self._store.items("number = ?", (last.item,))[0].text
            shown = re.sub(re.escape(last.value), lambda _: fact.value, text, count=1, flags=re.IGNORECASE)
            return replace(
                fact, subject=last.subject, attribute=last.attribute, statement=shown, old=last.value
            )
        known = self._claims(
            "subject = ? AND scope = ? AND until IS NULL ORDER BY rowid DESC", (fact.subject, row.scope)
        )
        before = next((c for c in known if fact.old and _same(c.value, fact.old)), None)
        if before is None and not fact.old:
            before = next(
                (c for c in known if c.attribute in ("work", "gym", "school", "bank", "phone")), None
            )
        return replace(fact, attribute=before.attribute) if before else None

    def _place(self, fact: Fact, row: Row, *, said: bool) -> float | None:
        """Make room for a fact; return since when it holds, or nothing if it is known already."""
        since = fact.valid_from if fact.valid_from is not None else row.time
        if fact.kind == "past":
            return fact.valid_from or 0.0
        known = self._claims(
            "subject = ? AND attribute = ? AND scope = ? AND (until IS NULL OR until > ?) AND since < coalesce(until, 1e99) ORDER BY since",
            (fact.subject, fact.attribute, row.scope, since),
        )
        same = [claim for claim in known if _same(claim.value, fact.value) and claim.since <= row.time]
        if same and said and fact.kind != "correct":
            self._confirm(same[-1], fact, row)
            return None
        if fact.kind == "correct":
            wrong = [c for c in known if not _same(c.value, fact.value)]
            wrong = [c for c in wrong if not fact.old or _same(c.value, fact.old)] or wrong
            for claim in wrong[-1:] if fact.attribute in MANY else wrong:
                since = min(since, claim.since)
                self._close(claim, claim.since, row)
            return since
        if fact.single and not (fact.valid_until and fact.valid_until <= row.time):
            for claim in known:
                if claim.since <= since and claim not in same:
                    self._close(claim, since, row)
                    if since <= row.time:
                        self._doubt(claim, row)
        return since

    def _until(self, fact: Fact, row: Row, since: float) -> float | None:
        if fact.kind == "past" and fact.valid_until is not None:
            return fact.valid_until
        if fact.kind == "past":
            after = self._claims(
                "subject = ? AND attribute = ? AND scope = ? AND until IS NULL ORDER BY since",
                (fact.subject, fact.attribute, row.scope),
            )
            return min([row.time, *(claim.since for claim in after)])
        if not fact.single:
            return fact.valid_until
        later = self._claims(
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
        self._settle([claim.item], row.time)

    def _end(self, fact: Fact, row: Row) -> None:
        at = fact.valid_from if fact.valid_from is not None else row.time
        if fact.kind == "deny":
            last = self._said_last(row)
            over = [last] if last else []
        else:
            known = self._claims(
                "subject IN (?, 'you') AND scope = ? AND until IS NULL AND since <= ? ORDER BY rowid DESC",
                (fact.subject, row.scope, at),
            )
            over = [c for c in known if self._is_over(c, fact)]
            own = [c for c in over if c.subject == fact.subject]
            over = own or over
        for claim in over:
            self._close(claim, at, row)
            self._doubt(claim, row)

    def _is_over(self, claim: Claim, fact: Fact) -> bool:
        if fact.attribute:
            named = not fact.old or fact.old == claim.attribute or _same(claim.value, fact.old)
            return claim.attribute == fact.attribute and (named or claim.attribute == _bare(fact.old))
        return bool(fact.old) and (claim.attribute == _bare(fact.old) or _same(claim.value, fact.old))

    def _said_last(self, row: Row, old: str = "") -> Claim | None:
        """Return the claim that was made last in a session; with `old`, the one of that value."""
        last = self._claims(
            "item IN (SELECT number FROM item WHERE session = ? AND kind = 'fact') AND until IS NULL ORDER BY rowid DESC LIMIT 5",
            (row.session,),
        )
        return next((c for c in last if old and _same(c.value, old)), last[0] if last else None)

    def _close(self, claim: Claim, at: float, row: Row) -> None:
        self._store.run("UPDATE claim SET until = ? WHERE rowid = ?", (at, claim.row))
        self._settle([claim.item], row.time)

    def _settle(self, numbers: Sequence[int], now: float) -> None:
        """Make items tell what their claims do, and turns that say nothing else."""
        for number in numbers:
            claims = self._claims("item = ?", (number,))
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

    def _doubt(self, over: Claim, row: Row) -> None:
        """Mark what hangs on a claim that is over."""
        hangs = DEPENDENTS.get(over.attribute, set())
        if not hangs:
            return
        for claim in self._claims(
            "subject = ? AND scope = ? AND until IS NULL AND since <= ? AND rowid <> ?",
            (over.subject, row.scope, row.time, over.row),
        ):
            place = over.attribute in ("home", "work") and _holds(claim.value, over.value)
            if claim.attribute in hangs or (place and claim.attribute != over.attribute):
                self._store.run(
                    "UPDATE item SET state = 'in_doubt' WHERE number = ? AND state = '' AND time <= ?",
                    (claim.item, row.time),
                )

    def _claims(self, where: str, values: Sequence[object]) -> list[Claim]:
        return [Claim(*row) for row in self._store.run(f"SELECT {_CLAIM} FROM claim WHERE {where}", values)]


def _id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def _holds_at(item: Item, at: float) -> bool:
    moment = iso(at)
    return (not item.valid_from or item.valid_from <= moment) and (
        not item.valid_until or item.valid_until > moment
    )


def _bare(value: str) -> str:
    return re.sub(
        r"^(?:the|a|an|my|our|at|in|on|is|le|la|el|der|die|das)\s", "", " ".join(plain(value).split())
    ).strip(" .")


def _same(one: str, other: str) -> bool:
    one, other = _bare(one), _bare(other)
    return one == other or (bool(one and other) and (_holds(one, other) or _holds(other, one)))


def _holds(text: str, part: str) -> bool:
    part = _bare(part)
    return len(part) > 2 and bool(re.search(rf"\b{re.escape(part)}\b", plain(text)))
