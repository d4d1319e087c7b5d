"""What lies in a workspace: notes, tables and the words with which work on them is reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from agora.evals.families._pools import NAMES
from agora.evals.task import Dice, Task, fill, task

__all__ = ["FILES", "LINES", "Table", "file_name", "lines", "table", "text_of", "work"]

FILES = (
    "notes.txt todo.txt diary.md report.md letter.txt recipe.md ideas.txt journal.txt summary.md draft.txt poem.txt "
    "speech.md shopping.txt meeting.md plan.md minutes.txt packing.txt story.md README.md quotes.txt wishes.txt"
).split()
_FOLDERS = ["", "", "", "docs/", "work/", "home/", "data/", "2026/", "school/", "notes/"]
LINES = [
    *("buy milk and bread", "call the dentist", "the meeting is on Tuesday", "pay the electricity bill"),
    *(
        "water the plants",
        "book the flight to Rome",
        "fix the kitchen tap",
        "finish the report",
        "sell the old sofa",
    ),
    *("ask Lena about the garden", "the garden needs water", "send the invoice", "write to the bank"),
    *("clean the bicycle", "read two chapters", "order new paper", "visit grandmother", "renew the passport"),
    *(
        "Omar brings the cake",
        "the train leaves at 8:15",
        "check the heating",
        "learn ten words",
        "repair the fence",
    ),
    *(
        "two boxes are still in the cellar",
        "invite the neighbours",
        "the printer is empty",
        "return the books",
    ),
]

_KINDS: list[tuple[str, str, str, str, list[str], list[str]]] = [
    (
        *("expenses.csv", "item", "amount", "category"),
        "rent bread tickets shoes petrol cinema lamp taxi soap coffee".split(),
        "food travel home fun".split(),
    ),
    (
        *("sales.csv", "product", "revenue", "region"),
        "pens desks lamps cups chairs bags clocks mats".split(),
        "north south east west".split(),
    ),
    ("staff.csv", "name", "salary", "department", NAMES[:16], "sales support design finance".split()),
    ("data/orders.csv", "customer", "total", "country", NAMES[8:24], "France Spain Germany Italy".split()),
    ("scores.csv", "player", "points", "team", NAMES[4:22], "red blue green".split()),
    (
        *("stock.csv", "article", "quantity", "shelf"),
        "screws nails bolts hinges hooks brushes tapes".split(),
        "A B C D".split(),
    ),
    ("runs.csv", "runner", "minutes", "club", NAMES[14:30], "Hill Lake Park".split()),
    (
        *("books.csv", "title", "pages", "genre"),
        "Dune Emma Ulysses Momo Persuasion Beloved Solaris Heidi".split(),
        "novel fantasy classic".split(),
    ),
    ("hours.csv", "person", "hours", "project", NAMES[2:18], "Atlas Nova Iris".split()),
    (
        "trips.csv",
        "city",
        "km",
        "month",
        "Rome Oslo Bern Lyon Graz Porto Ghent".split(),
        "May June July".split(),
    ),
]

_SAID = {
    "wrote": {
        "en": "I wrote <p>.",
        "fr": "J'ai écrit <p>.",
        "es": "He escrito <p>.",
        "de": "Ich habe <p> geschrieben.",
    },
    "changed": {
        "en": "I changed <p>.",
        "fr": "J'ai modifié <p>.",
        "es": "He cambiado <p>.",
        "de": "Ich habe <p> geändert.",
    },
    "removed": {
        "en": "I removed <p>.",
        "fr": "J'ai supprimé <p>.",
        "es": "He borrado <p>.",
        "de": "Ich habe <p> gelöscht.",
    },
    "added": {
        "en": "I added it to <p>.",
        "fr": "Je l'ai ajouté à <p>.",
        "es": "Lo he añadido a <p>.",
        "de": "Ich habe es in <p> ergänzt.",
    },
}


@dataclass(frozen=True)
class Table:
    """A CSV file: each row has a name, a whole number and a group."""

    path: str
    name: str
    value: str
    group: str
    rows: list[tuple[str, int, str]]

    @property
    def text(self) -> str:
        """The file."""
        return f"{self.name},{self.value},{self.group}\n" + "".join(f"{n},{v},{g}\n" for n, v, g in self.rows)

    @property
    def values(self) -> list[int]:
        """The numbers."""
        return [value for _, value, _ in self.rows]

    @property
    def world(self) -> dict[str, Any]:
        """A task's world that holds the file."""
        return {"files": {self.path: self.text}}

    @property
    def words(self) -> dict[str, str]:
        """What wordings and code say of it: `<p>`, `<k>`, `<c>` and `<g>`."""
        return {"p": self.path, "k": self.name, "c": self.value, "g": self.group}


def table(dice: Dice, least: int = 4, most: int = 7) -> Table:
    """Return a table of different names and numbers."""
    path, name, value, group, names, groups = dice.choice(_KINDS)
    picked = dice.sample(names, min(len(names), dice.randint(least, most)))
    numbers = dice.sample(range(3, 400), len(picked))
    return Table(
        path,
        name,
        value,
        group,
        [(n, v, dice.choice(groups)) for n, v in zip(picked, numbers, strict=True)],
    )


def file_name(dice: Dice, ending: str = "") -> str:
    """Return the path of a text file, in a folder now and then."""
    return dice.choice(_FOLDERS) + dice.choice([name for name in FILES if name.endswith(ending)])


def lines(dice: Dice, least: int = 3, most: int = 6) -> list[str]:
    """Return different lines of notes."""
    return dice.sample(LINES, dice.randint(least, most))


def text_of(rows: Sequence[object]) -> str:
    """Return a file of these lines.

    >>> text_of(["a", "b"])
    'a\\nb\\n'
    """
    return "".join(f"{row}\n" for row in rows)


def work(
    dice: Dice,
    wordings: Sequence[str],
    code: str,
    verb: str,
    files: dict[str, str],
    leaves: dict[str, str | None],
    **values: Any,
) -> Task:
    """Return a task that leaves files and says so in the message's language.

    Args:
        dice: chooses.
        wordings: at least six templates.
        code: the thought without its last line.
        verb: `wrote`, `changed`, `removed` or `added`; what became of the file `p`.
        files: the workspace before.
        leaves: files as they must be afterwards.
        values: fill wordings, code and report.
    """
    said = {language: fill(text, values) for language, text in _SAID[verb].items()}
    world = {"files": files, "leaves": leaves}
    # The files decide, not the words of the report.
    return task(dice, wordings, code + "\nanswer(<said!>)", world=world, said=said, **values)
