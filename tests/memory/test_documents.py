"""Files become passages; changed ones are taken in again, removed ones leave, and none is more than read."""

import os
from pathlib import Path

import pytest

from agora.errors import ToolError, UsageError
from agora.memory import Memory
from agora.memory import documents as documents_module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "inner").mkdir(parents=True)
    (tmp_path / "docs" / "tea.md").write_text(
        "# Price\n\nGreen tea costs 3 euros.\n\n# Place\n\nIn the shop."
    )
    (tmp_path / "docs" / "inner" / "bread.txt").write_text("Bread is baked on Monday.")
    return tmp_path / "docs"


@pytest.fixture
def memory(tmp_path: Path):
    with Memory(tmp_path / "home" / "memory.db") as memory:
        yield memory


def texts(memory: Memory) -> list[str]:
    return [item.text for item in memory.store.items("kind = 'passage' ORDER BY session, position")]


def refused(data: bytes, suffix: str) -> str:
    raise ToolError("It is damaged.")


def test_passages_say_where_they_stand(memory: Memory, folder: Path):
    taken = memory.add_documents(folder, {})
    assert (len(taken.added), taken.passages, taken.skipped) == (2, 3, {})
    [found, *_] = memory.recall("What does green tea cost?", kinds=["passage"])
    assert found.source == f"{folder}/tea.md#Price, line 3"
    assert found.about == "docs/tea.md"
    assert memory.recall("inner bread", 1)[0].text == "Bread is baked on Monday."


def test_what_is_as_it_was_is_not_taken_in_again(memory: Memory, folder: Path):
    memory.add_documents(folder, {})
    before = [item.id for item in memory.list()]
    again = memory.add_documents(folder, {})
    assert (again.unchanged, again.passages, again.added, again.changed) == (2, 0, [], [])
    assert [item.id for item in memory.list()] == before


def test_an_untouched_file_is_not_even_read(memory: Memory, folder: Path):
    for file in (folder / "tea.md", folder / "inner" / "bread.txt"):
        os.utime(file, (1, 1))
    calls = []

    def told(data: bytes, suffix: str) -> str:
        calls.append(suffix)
        return data.decode()

    for _ in range(3):
        memory.add_documents(folder, {"md": told})
    assert calls == ["md"]


def test_changed_files_are_taken_in_again_and_removed_ones_leave(
    memory: Memory, folder: Path, tmp_path: Path
):
    memory.add_documents(folder, {})
    kept = {item.text: item.id for item in memory.list()}
    (folder / "tea.md").write_text(
        "# New\n\nFirst.\n\n# Price\n\nGreen tea costs 4 euros.\n\n# Place\n\nIn the shop."
    )
    (folder / "inner" / "bread.txt").unlink()
    taken = memory.add_documents(folder, {})
    assert taken.changed == [str(folder / "tea.md")]
    assert taken.removed == [str(folder / "inner" / "bread.txt")]
    assert texts(memory) == ["New\n\nFirst.", "Price\n\nGreen tea costs 4 euros.", "Place\n\nIn the shop."]
    assert not any(b"baked" in path.read_bytes() for path in (tmp_path / "home").iterdir())
    assert "Green tea costs 3 euros." not in str(kept.keys() & set(texts(memory)))


def test_a_passage_that_stays_keeps_its_id(memory: Memory, tmp_path: Path):
    file = tmp_path / "a.txt"
    file.write_text("One.\n")
    memory.add_documents(file, {})
    [before] = memory.list()
    file.write_text("One.\n\n" + "x" * 995)
    memory.add_documents(file, {})
    first, *more = memory.store.items("kind = 'passage' ORDER BY position")
    assert first.id == before.id
    assert more


def test_a_scope_has_documents_of_its_own(memory: Memory, folder: Path):
    memory.add_documents(folder, {}, scope="project:/p")
    assert memory.recall("tea bread") == []
    assert len(memory.recall("tea bread", scopes=["project:/p"])) >= 2
    memory.add_documents(folder, {})
    assert memory.forget_documents(folder, scope="project:/p") == [
        str(folder / "inner" / "bread.txt"),
        str(folder / "tea.md"),
    ]
    assert {item.scope for item in memory.list()} == {"person"}


def test_one_file_alone_leaves_its_neighbours(memory: Memory, folder: Path):
    memory.add_documents(folder, {})
    assert memory.add_documents(folder / "tea.md", {}).removed == []
    assert len(memory.list()) == 3


def test_files_that_cannot_be_read_are_told_and_not_tried_again(memory: Memory, folder: Path):
    (folder / "bad.pdf").write_bytes(b"x")
    os.utime(folder / "bad.pdf", (1, 1))
    (folder / "data.bin").write_bytes(b"\0\1\2")
    (folder / "empty.txt").write_text(" \n")
    os.mkfifo(folder / "pipe")
    (folder / "link.txt").symlink_to("/etc/passwd")
    (folder / ".secret").write_text("key")
    taken = memory.add_documents(folder, {"pdf": refused})
    told = {Path(name).name: why for name, why in taken.skipped.items()}
    assert told == {
        "bad.pdf": "It is damaged.",
        "data.bin": "It is no text, and of no kind that can be read.",
        "empty.txt": "It holds no text.",
        "pipe": "It is no file.",
    }
    assert "bad.pdf" in str(memory.add_documents(folder, {}).skipped)  # untouched, so not converted again
    assert len(texts(memory)) == 3


def test_a_file_that_breaks_later_leaves(memory: Memory, folder: Path):
    memory.add_documents(folder, {})
    (folder / "tea.md").write_bytes(b"\0")
    memory.add_documents(folder, {})
    assert texts(memory) == ["Bread is baked on Monday."]


def test_bounds(memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(documents_module, "_MOST_PASSAGES", 3)
    monkeypatch.setattr(documents_module, "_MOST_TEXT_BYTES", 10_000)
    monkeypatch.setattr(documents_module, "_MOST_FILES", 2)
    (tmp_path / "long.txt").write_text("word " * 1900)
    assert "first 3 passages" in str(memory.add_documents(tmp_path / "long.txt", {}).skipped)
    assert len(texts(memory)) == 3
    (tmp_path / "long.txt").write_text("word " * 2001)
    assert "more than 10,000 bytes" in str(memory.add_documents(tmp_path / "long.txt", {}).skipped)
    (tmp_path / "many").mkdir()
    for number in range(3):
        (tmp_path / "many" / str(number)).write_text("x")
    with pytest.raises(UsageError, match="more than 2 files"):
        memory.add_documents(tmp_path / "many", {})


def test_what_is_not_there_is_told(memory: Memory, tmp_path: Path):
    with pytest.raises(UsageError, match="no file or folder"):
        memory.add_documents(tmp_path / "none", {})


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é".encode(), "é"),
        ("\ufeffé".encode(), "é"),
        ("é".encode("utf-16"), "é"),
        ("é".encode("cp1252"), "é"),
    ],
)
def test_encodings(memory: Memory, tmp_path: Path, data: bytes, text: str):
    (tmp_path / "a.txt").write_bytes(data)
    memory.add_documents(tmp_path / "a.txt", {})
    assert texts(memory) == [text]


def test_its_own_files_are_left_out(memory: Memory, tmp_path: Path):
    memory.remember("x")
    (tmp_path / "home" / "note.txt").write_text("own")
    assert memory.add_documents(tmp_path, {}).added == []
