"""What is remembered is listed, searched, shown, put right, forgotten, exported and taken in."""

import json
import stat

import pytest

from agora.memory import Memory, Turn


@pytest.fixture
def items(home):
    with Memory(home / "memory.db") as memory:
        return [memory.remember("Ana likes \x1b[1mtea.", "Ana"), memory.remember("The bus leaves at nine.")]


def found(agora, *words):
    return json.loads(agora("memory", *words, "--json").stdout)


def test_listed_cleaned(agora, items):
    told = agora("memory").stdout
    assert all(item in told for item in items)
    assert "Ana likes ␛[1mtea." in told
    assert agora("memory", "list").stdout == told


def test_searched(agora, items):
    [item] = found(agora, "search", "when", "does", "the", "bus", "go")
    assert item["text"] == "The bus leaves at nine."
    assert item["score"] > 0
    assert agora("memory", "search", "bus").stdout.startswith(items[1])
    assert agora("memory", "search").exit_code == 2


def test_many_are_searched_at_once(agora, items, tmp_path):
    (tmp_path / "q.jsonl").write_text('{"query": "bus"}\n{"query": "Ana tea", "more": 1}\n')
    lines = agora("memory", "search", "--file", str(tmp_path / "q.jsonl"), "--k", "1").stdout.splitlines()
    assert [[item["id"] for item in json.loads(line)["items"]] for line in lines] == [[items[1]], [items[0]]]
    (tmp_path / "q.jsonl").write_text('{"query": "bus"}\n{"ask": "x"}\n')
    wrong = agora("memory", "search", "--file", str(tmp_path / "q.jsonl"))
    assert wrong.exit_code == 2
    assert "Line 2" in wrong.stderr


def test_shown_with_the_turn_it_came_from(agora, home):
    with Memory(home / "memory.db") as memory:
        memory.add_turns([Turn("s@1", "s", 1_800_000_000, "person", "I moved to Porto, by the way.")])
        name = memory.remember("Ana lives in Porto.", "Ana", source="s@1")
    told = agora("memory", "show", name).stdout
    assert "Ana lives in Porto." in told
    assert "person said on 2027-01-15:\nI moved to Porto, by the way." in told
    assert found(agora, "show", name)["from"]["id"] == "s@1"
    assert agora("memory", "show", "none").exit_code == 2


def test_edited_and_pinned(agora, items, home):
    assert agora("memory", "edit", items[1], "The bus leaves at ten.").exit_code == 0
    assert agora("memory", "pin", items[1]).exit_code == 0
    shown = found(agora, "show", items[1])["item"]
    assert (shown["text"], shown["pinned"]) == ("The bus leaves at ten.", True)
    assert found(agora, "search", "ten")[0]["id"] == items[1]
    assert not any(b"at nine" in path.read_bytes() for path in home.glob("memory*"))
    agora("memory", "pin", items[1], "--off")
    assert not found(agora, "show", items[1])["item"]["pinned"]


def test_forgotten(agora, items):
    assert agora("memory", "forget", items[0]).exit_code == 0
    assert [item["id"] for item in found(agora)] == items[1:]
    assert agora("memory", "forget", items[0]).exit_code == 2


def test_nothing(agora):
    assert "Nothing is remembered." in agora("memory").stderr


def test_nothing_crosses_a_scope_unasked(agora, home, tmp_path):
    with Memory(home / "memory.db") as memory:
        memory.remember("tea here", scope=f"project:{tmp_path / 'workspace'}")
        memory.remember("tea there", scope="project:/elsewhere")
        memory.remember("tea of a persona", scope="persona:shop")
    assert [item["text"] for item in found(agora)] == ["tea here"]
    assert [item["text"] for item in found(agora, "search", "tea")] == ["tea here"]
    assert [item["text"] for item in found(agora, "search", "tea", "--scope", "persona:shop")] == [
        "tea of a persona"
    ]
    assert len(found(agora, "list", "--scope", "all")) == 3
    assert agora("memory", "list", "--scope", "moon").exit_code == 2
    assert found(agora, "stats")["scopes"]["persona:shop"] == {"fact": 1}


def test_exported_and_taken_in(agora, items, tmp_path):
    turn = {
        "id": "D1:3",
        "session": "s",
        "time": "2023-05-08",
        "speaker": "Cora",
        "text": "I painted a lake.",
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(turn) + "\n")
    assert agora("memory", "import", str(tmp_path / "in.jsonl")).exit_code == 0
    assert found(agora, "search", "who painted a lake", "--k", "1")[0]["id"] == "D1:3"
    assert agora("memory", "export", str(tmp_path / "out.jsonl")).exit_code == 0
    assert stat.S_IMODE((tmp_path / "out.jsonl").stat().st_mode) == 0o600
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 3
    assert agora("memory", "export", "--kind", "turn").stdout.count("\n") == 1
    assert agora("memory", "import", "-", stdin="nothing").exit_code == 2
    assert agora("memory", "import", str(tmp_path / "none")).exit_code == 2


def test_documents_are_added_cited_and_taken_out(agora, tmp_path):
    folder = tmp_path / "workspace" / "docs"
    folder.mkdir()
    (folder / "tea.md").write_text("# Price\n\nGreen tea costs 3 euros.")
    (folder / "tea.html").write_text("<h1>Black tea</h1><p>It comes from Assam.</p><script>evil()</script>")
    (folder / "bad.pdf").write_text("no PDF")
    told = agora("memory", "add", "docs")
    assert told.exit_code == 0
    assert "2 files taken in" in told.stderr
    assert "bad.pdf: The document is damaged" in told.stderr
    assert found(agora, "search", "green tea")[0]["source"].endswith("docs/tea.md#Price, line 3")
    assert found(agora, "search", "Assam")[0]["source"].endswith("docs/tea.html#Black tea")
    (folder / "tea.md").unlink()
    assert len(json.loads(agora("memory", "add", "docs", "--json").stdout)["removed"]) == 1
    assert "1 documents are forgotten" in agora("memory", "forget", str(folder / "tea.html")).stderr
    assert found(agora) == []
    assert agora("memory", "add", "docs/bad.pdf").exit_code == 1
    assert agora("memory", "add", "docs/none").exit_code == 2


def test_a_watched_folder_is_followed(agora, tmp_path, monkeypatch):
    file = tmp_path / "workspace" / "a.txt"
    file.write_text("one")
    steps = iter([lambda: file.write_text("two"), lambda: None, lambda: file.unlink()])

    def sleep(seconds):
        if (step := next(steps, None)) is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr("agora.cli.memory_files.time.sleep", sleep)
    lines = agora("memory", "add", ".", "--watch", "--json").stdout.splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    assert [(len(t["added"]), len(t["changed"]), len(t["removed"])) for t in told] == [
        (1, 0, 0),
        (0, 1, 0),
        (0, 0, 1),
    ]


def told_over_time(home):
    may, june = 1_777_593_600.0, 1_780_272_000.0  # 1 May and 1 June 2026
    with Memory(home / "memory.db", clock=lambda: june + 1) as memory:
        memory.learn([Turn("s@1", "s", may, "person", "I live in Lyon.")])
        memory.learn([Turn("s@2", "s", june, "person", "I've moved to Porto.")])


def test_what_held_on_a_day(agora, home):
    told_over_time(home)
    texts = [item["text"] for item in found(agora, "list", "--on", "2026-05-03")]
    assert texts == ["You live in Lyon."]
    [now, *_] = found(agora, "search", "Where do I live?")
    assert now["text"] == "You have moved to Porto."
    [then, *_] = found(agora, "search", "Where do I live?", "--on", "2026-05-03")
    assert then["text"] == "You live in Lyon."


def test_audit_proposes_and_repairs(agora, home):
    with Memory(home / "memory.db") as memory:
        memory.remember("Ana likes tea.", "Ana")
        memory.remember("Ana likes tea.", "Ana")
    [finding] = found(agora, "audit")
    assert (finding["kind"], finding["repair"]) == ("duplicate", "forget")
    assert "proposed: forget" in agora("memory", "audit").stdout
    assert "done: forget" in agora("memory", "audit", "--repair").stdout
    assert found(agora, "audit") == []
    assert len(found(agora, "list")) == 1


def test_a_skill_is_shown_and_revoked(agora, home):
    code = "def double(x):\n    return 2 * x"
    with Memory(home / "memory.db") as memory:
        memory.skills.keep(
            "double", "Doubles.", code, "assert double(2) == 4", lambda code: "no" if "*arg" in code else ""
        )
    assert agora("memory", "skills").stdout == "double, version 1: Doubles.\n"
    assert code in agora("memory", "skills", "double").stdout
    agora("memory", "skills", "double", "--revoke")
    assert found(agora, "skills") == []


def test_without_a_model_nothing_is_improved(agora, items):
    done = agora("memory", "improve")
    assert done.exit_code == 2
    assert "memory_model" in done.stderr
