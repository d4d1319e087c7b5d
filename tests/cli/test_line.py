"""The line: what is completed, what the keys do, what is kept."""

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from agora.cli.line import Line

COMMANDS = {"/effort": ("how hard", lambda: ("low", "medium", "high")), "/exit": ("leave", lambda: ())}


@pytest.fixture
def write(tmp_path):
    """Write keys on a line; gives the line, what it returned, and how often something was unfolded."""
    unfolded = []

    def type_keys(keys, method="read"):
        with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
            keyboard.send_text(keys)
            line = Line(
                tmp_path / "home" / "history", tmp_path, COMMANDS, lambda: "", lambda: unfolded.append(1)
            )
            return line, (line.read() if method == "read" else Line.edit("plan ", "old")), unfolded

    return type_keys


def completed(line, text):
    document = Document(text, len(text))
    return [found.text for found in line._session.completer.get_completions(document, CompleteEvent())]


def test_enter_sends_and_alt_enter_begins_a_new_line(write):
    assert write("one\x1b\rtwo\r")[1] == "one\ntwo"


def test_a_pasted_text_of_several_lines_stays_one_message(write):
    assert write("\x1b[200~a\nb\n\x1b[201~\r")[1] == "a\nb\n"


def test_control_keys(write):
    with pytest.raises(KeyboardInterrupt):
        write("abc\x03")
    with pytest.raises(EOFError):
        write("\x04")
    assert len(write("\x0fdone\r")[2]) == 1


def test_commands_and_their_words_are_completed(write):
    line, _, _ = write("x\r")
    assert completed(line, "/e") == ["/effort", "/exit"]
    assert completed(line, "/effort m") == ["medium"]
    assert completed(line, "/nope m") == []


def test_names_of_files_in_the_workspace_are_completed(write, tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "today.txt").touch()
    line, _, _ = write("x\r")
    assert completed(line, "read not") == ["es"]
    assert completed(line, "read notes/to") == ["day.txt"]


def test_history_is_kept_for_its_owner_alone(write, tmp_path):
    write("first\r")
    path = tmp_path / "home" / "history"
    assert "first" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
    assert write("\x1b[A\r")[1] == "first"


def test_without_a_place_for_history_it_still_reads(write, tmp_path):
    (tmp_path / "home").write_text("a file, where the folder should be")
    assert write("hello\r")[1] == "hello"


def test_a_text_is_edited_or_left(write):
    assert write(" and new\r", "edit")[1] == "old and new"
    assert write(" and new\x03", "edit")[1] == "old"
