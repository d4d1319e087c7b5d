"""Which values the attributes of whom have, since when and until when, and what of that answers a question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agora.memory.asking import Ask
from agora.memory.dates import plain
from agora.memory.items import COLUMNS, Item, iso, item_of
from agora.memory.phrases import KIN
from agora.memory.sentence import stands
from agora.memory.store import Store, marks

__all__ = ["Claim", "Claims", "bare", "holds", "same"]

_TABLES = (
    """CREATE TABLE IF NOT EXISTS claim (
        item INTEGER NOT NULL, scope TEXT NOT NULL, subject TEXT NOT NULL, attribute TEXT NOT NULL,
        value TEXT NOT NULL, since REAL NOT NULL, until REAL
    )""",
    "CREATE INDEX IF NOT EXISTS claim_subject ON claim(subject, attribute)",
    "CREATE INDEX IF NOT EXISTS claim_item ON claim(item)",
    "CREATE TABLE IF NOT EXISTS taken (session TEXT PRIMARY KEY, upto INTEGER NOT NULL)",
    # Items that fall into doubt at a time that was said before it came, and the item that said so.
    "CREATE TABLE IF NOT EXISTS due (item INTEGER NOT NULL, at REAL NOT NULL, cause TEXT NOT NULL)",
    """CREATE TRIGGER IF NOT EXISTS due_gone AFTER DELETE ON item BEGIN
        DELETE FROM due WHERE item = old.number OR cause = old.id;
    END""",
    """CREATE TRIGGER IF NOT EXISTS claim_gone AFTER DELETE ON item BEGIN
        DELETE FROM claim WHERE item = old.number;
    END""",
)
_CLAIM = "claim.rowid, claim.item, claim.subject, claim.attribute, claim.value, claim.since, claim.until"

# An answer that was kept as a fact goes before anything that only has its words.
_SURE = 1000.0


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


class Claims:
    """The claims in a store."""

    def __init__(self, store: Store) -> None:
        self._store, self._ready = store, False

    def prepare(self) -> None:
        """Make the tables, if they are not there."""
        if not self._ready:
            for statement in _TABLES:
                self._store.run(statement)
            self._ready = True

    def where(self, condition: str, values: Sequence[object]) -> list[Claim]:
        """Return the claims for which an SQL condition holds (it may end in ORDER BY and LIMIT)."""
        return [
            Claim(*row) for row in self._store.run(f"SELECT {_CLAIM} FROM claim WHERE {condition}", values)
        ]

    def add(
        self, item: str, subject: str, attribute: str, value: str, since: float, until: float | None
    ) -> None:
        """Write a claim of an item, which is named by its id."""
        self._store.run(
            "INSERT INTO claim SELECT number, scope, ?, ?, ?, ?, ? FROM item WHERE id = ?",
            (subject, attribute, value, since, until, item),
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
        due = self._due(at) if found and not ask.past else set()
        items = [replace(i, state="in_doubt") if i.id in due and not i.state else i for i in found.values()]
        return sorted(items, key=lambda item: item.state == "in_doubt")

    def _due(self, at: float) -> set[str]:
        """Return the items that are in doubt since something that was foretold has come."""
        rows = self._store.run(
            "SELECT item.id FROM due JOIN item ON number = due.item WHERE due.at <= ? AND EXISTS (SELECT 1 FROM claim "
            "JOIN item AS cause ON cause.number = claim.item WHERE cause.id = due.cause "
            "AND claim.since < coalesce(claim.until, 1e99))",
            (at,),
        )
        return {name for (name,) in rows}

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
        told = self.where(
            "claim.item IN (SELECT number FROM item WHERE id = ? OR source = ?)", (item.id, item.id)
        )
        if told:
            return any(c.subject == ask.subject and c.until is None and self._names(c, ask) for c in told)
        return names_it and about

    def of_another(self, item: Item, ask: Ask) -> bool:
        """Whether all that was read in an item is of others than the one who is asked about.

        A name may be that of a relation who is asked about; another relation, or the person, is not.
        """
        self.prepare()
        told = self.where(
            "item IN (SELECT number FROM item WHERE id = ?1 OR (source = ?1 AND ?1 <> ''))", (item.id,)
        )
        subjects = {claim.subject for claim in told}
        if not subjects or subjects & {ask.subject, *ask.attributes}:
            return False
        return ask.subject == "you" or (ask.subject in KIN and subjects <= {"you", *KIN})

    def sift(
        self,
        found: Sequence[Item],
        ask: Ask | None,
        at: float,
        scopes: Sequence[str],
        kinds: Sequence[str] = (),
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


def _holds_at(item: Item, at: float) -> bool:
    moment = iso(at)
    return (not item.valid_from or item.valid_from <= moment) and (
        not item.valid_until or item.valid_until > moment
    )


def bare(value: str) -> str:
    """Return a value in small letters, without the article or preposition before it.

    >>> bare("the Café")
    'cafe'
    """
    return re.sub(
        r"^(?:the|a|an|my|our|at|in|on|is|le|la|el|der|die|das)\s", "", " ".join(plain(value).split())
    ).strip(" .")


def same(one: str, other: str) -> bool:
    """Whether two values mean the same, as far as words tell.

    >>> same("the library", "library in Leeds"), same("Porto", "Lyon")
    (True, False)
    """
    one, other = bare(one), bare(other)
    return one == other or (bool(one and other) and (holds(one, other) or holds(other, one)))


def holds(text: str, part: str) -> bool:
    """Whether a value stands in a text, as a whole word."""
    part = bare(part)
    return len(part) > 2 and stands(part, text)
