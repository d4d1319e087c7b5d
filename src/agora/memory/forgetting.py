"""Forgetting for good: the item, what was made of it, what it was made of, and what the journal holds of it.

An item takes with it the facts that were read out of it, the turn that it was read out of, and every item that says
the same. In the journal whole tasks are erased (message, thoughts, calls, answer) in which one of the texts, or a
value that nothing else in memory holds, is found; a task half erased would be a riddle. Chains stay verifiable. The
places to erase are noted before the items go, so that a crash in between loses nothing. Backups and exports that
somebody made elsewhere are out of reach.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from agora.errors import JournalError
from agora.journal import Journal, Lease
from agora.memory.sentence import stands
from agora.memory.store import Store, marks

__all__ = ["erase_noted", "forget", "needles", "note", "whole"]

_NOTED = "CREATE TABLE IF NOT EXISTS erasure (session TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (session, seq))"

# Shorter values ("tea") are found everywhere.
_LEAST_CHARS = 4

_DAY = re.compile(r"(?:19|20)\d\d|\d{4}-\d\d(?:-\d\d)?")


def whole(store: Store, ids: Sequence[str]) -> list[str]:
    """Return the ids with those of everything that must go with them."""
    found = dict.fromkeys(ids)
    for name in ids:
        rows = store.run(
            "SELECT other.id FROM item JOIN item AS other ON other.kind IN ('turn', 'fact') AND item.kind IN ('turn', 'fact') "
            "AND (other.source = item.id OR other.id = item.source OR other.text = item.text OR other.number IN ("
            "SELECT b.item FROM claim AS a JOIN claim AS b USING (subject, attribute, value) WHERE a.item = item.number)) "
            "WHERE item.id = ?",
            (name,),
        )
        found.update(dict.fromkeys(other for (other,) in rows))
    # A number or code is the same thing wherever it stands; another value only where Agora said it again.
    within = f"scope IN (SELECT scope FROM item WHERE id IN ({marks(ids)}))"
    for value in _values(store, list(found)):
        speaker = "" if _is_code(value) else "AND who = 'agora' AND kind = 'turn'"
        rows = store.run(
            "SELECT id, text FROM item WHERE kind IN ('turn', 'fact') AND instr(lower(text), lower(?)) "
            f"AND {within} {speaker}",
            (value, *ids),
        )
        found.update(dict.fromkeys(name for name, text in rows if stands(value, text)))
    turns = [name for name in found if name not in ids]
    for (name,) in store.run(
        f"SELECT source FROM item WHERE id IN ({marks(turns)}) AND source <> ''", tuple(turns)
    ):
        if store.item(name) is not None:
            found[name] = None
    return list(found)


def needles(store: Store, ids: Sequence[str]) -> list[str]:
    """Return the texts of items, and the values in them that no other item holds."""
    inside = f"({marks(ids)})"
    values = _values(store, ids)
    texts = [text for (text,) in store.run(f"SELECT text FROM item WHERE id IN {inside}", tuple(ids))]
    alone = [
        value
        for value in values
        if not store.run(
            f"SELECT 1 FROM item WHERE instr(text, ?) AND id NOT IN {inside} AND kind IN ('turn', 'fact') LIMIT 1",
            (value, *ids),
        )
    ]
    return [text for text in dict.fromkeys([*texts, *alone]) if text]


def _values(store: Store, ids: Sequence[str]) -> list[str]:
    """Return the values that facts hold, and the numbers and codes in texts."""
    inside = f"({marks(ids)})"
    told = f"SELECT value FROM claim WHERE item IN (SELECT number FROM item WHERE id IN {inside})"
    values = {value for (value,) in store.run(told, tuple(ids))}
    for (text,) in store.run(f"SELECT text FROM item WHERE id IN {inside}", tuple(ids)):
        values.update(filter(_is_code, re.findall(r"\b[\w-]*\d[\w-]*\b", text)))
    return sorted(value for value in values if len(value) >= _LEAST_CHARS)


def _is_code(value: str) -> bool:
    """Whether a value is a number or a code; a year or a day is many things' own.

    >>> _is_code("plum98"), _is_code("1990"), _is_code("2026-11-26"), _is_code("Leeds")
    (True, False, False, False)
    """
    return any(letter.isdigit() for letter in value) and not _DAY.fullmatch(value)


def forget(
    store: Store, ids: Sequence[str], journal: Journal | None, history: Path | None = None
) -> list[int]:
    """Remove items for good; return the numbers of those that went.

    Args:
        ids: all of them, as `whole` gives them.
        journal: where its tasks are to be erased; `erase_noted` does so.
        history: the file of lines that the person wrote at the prompt.
    """
    store.run(_NOTED)
    said = needles(store, ids)
    places = journal.quoting(said) if journal is not None else []
    places += [
        (session, int(seq))
        for session, _, seq in (name.rpartition("@") for name in ids)
        if session and seq.isdigit()
    ]
    with store.writing():
        note(store, places)
        turns = [name for name in ids if "@" in name]
        store.run(
            f"UPDATE item SET state = 'erased_source' WHERE source IN ({marks(turns)}) AND id NOT IN ({marks(ids)})",
            (*turns, *ids),
        )
        gone = store.remove(ids)
    store.settle()
    if history is not None:
        _strike(history, said)
    if journal is not None:
        erase_noted(store, journal)
    return gone


def note(store: Store, places: Sequence[tuple[str, int]]) -> None:
    """Note events that are to be erased with their tasks."""
    store.run(_NOTED)
    store.run_many("INSERT OR IGNORE INTO erasure VALUES (?, ?)", places)


def erase_noted(store: Store, journal: Journal, lease: Lease | None = None) -> bool:
    """Erase the noted tasks from the journal; return whether there were any.

    A session that somebody drives keeps its note, and is erased when its driver calls this with its lease, or at
    the next call.
    """
    store.run(_NOTED)
    sessions = [row[0] for row in store.run("SELECT DISTINCT session FROM erasure")]
    done = False
    for session in sessions:
        seqs = [seq for (seq,) in store.run("SELECT seq FROM erasure WHERE session = ?", (session,))]
        try:
            if lease is not None and lease.session == session:
                journal.erase(lease, *journal.tasks_of(session, seqs))
            elif session in {info.id for info in journal.sessions()}:
                with journal.lease(session) as taken:
                    journal.erase(taken, *journal.tasks_of(session, seqs))
        except JournalError:
            continue
        store.run("DELETE FROM erasure WHERE session = ?", (session,))
        done = True
    return done


def _strike(history: Path, said: Sequence[str]) -> None:
    """Take the entries that hold one of the texts out of the prompt's history."""
    if not history.is_file():
        return
    entries = re.split(r"(?m)^(?=# )", history.read_text(errors="replace"))
    kept = [entry for entry in entries if not any(text in entry.replace("\n+", "\n") for text in said)]
    if len(kept) < len(entries):
        draft = history.with_name(f"{history.name}.new")
        draft.touch(0o600)
        draft.write_text("".join(kept))
        draft.replace(history)
