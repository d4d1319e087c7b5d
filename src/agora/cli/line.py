"""The line that a person writes on: history, completion of commands and file names, several lines."""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.styles import Style

__all__ = ["Completions", "Line"]

Completions = Mapping[str, tuple[str, Callable[[], Iterable[str]]]]
"""Command → its help, and the words that may follow it."""

_STYLE = Style.from_dict({"bottom-toolbar": "noreverse #888888", "prompt": "ansicyan bold"})


class Line:
    """Reads what the person writes.

    Args:
        history: file of earlier lines; only its owner can read it.
        workspace: names of files are completed from here.
        commands: what can be completed after a slash.
        status: gives the words below the line.
        unfold: called for Ctrl-O.
    """

    def __init__(
        self,
        history: Path,
        workspace: Path,
        commands: Completions,
        status: Callable[[], str],
        unfold: Callable[[], None],
    ) -> None:
        self._session: PromptSession[str] = PromptSession(
            history=_history(history),
            completer=_Completer(commands, workspace),
            complete_while_typing=Condition(lambda: self._session.default_buffer.text.startswith("/")),
            key_bindings=_bindings(unfold),
            multiline=True,
            prompt_continuation="  ",
            bottom_toolbar=lambda: FormattedText([("", f" {status()}")]),
            style=_STYLE,
            reserve_space_for_menu=6,
        )

    def read(self) -> str:
        """Return what was written.

        Raises:
            EOFError: Ctrl-D on an empty line.
            KeyboardInterrupt: Ctrl-C.
        """
        return self._session.prompt(FormattedText([("class:prompt", "› ")]))

    @staticmethod
    def edit(prompt: str, text: str) -> str:
        """Let the person change a text of several lines; Ctrl-C leaves it as it was."""
        session: PromptSession[str] = PromptSession(
            multiline=True, key_bindings=_bindings(lambda: None), prompt_continuation="  ", style=_STYLE
        )
        try:
            return session.prompt(FormattedText([("class:prompt", prompt)]), default=text)
        except (KeyboardInterrupt, EOFError):
            return text


class _Completer(Completer):
    """Commands and what follows them where the line begins with a slash, names of files elsewhere."""

    def __init__(self, commands: Completions, workspace: Path) -> None:
        self._commands = commands
        self._files = PathCompleter(get_paths=lambda: [str(workspace)], expanduser=False)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        before = document.text_before_cursor
        name, space, rest = before.partition(" ")
        if not before.startswith("/"):
            word = before.split()[-1] if before and not before[-1].isspace() else ""
            yield from self._files.get_completions(Document(word), complete_event)
        elif not space:
            for command, (summary, _) in self._commands.items():
                if command.startswith(name):
                    yield Completion(command, -len(name), display_meta=summary)
        elif name in self._commands:
            for word in self._commands[name][1]():
                if word.startswith(rest):
                    yield Completion(word, -len(rest))


def _bindings(unfold: Callable[[], None]) -> KeyBindings:
    bindings = KeyBindings()

    @bindings.add("enter")
    def _(event: Any) -> None:
        event.current_buffer.validate_and_handle()

    @bindings.add("escape", "enter")
    def _(event: Any) -> None:
        event.current_buffer.insert_text("\n")

    @bindings.add("c-o")
    def _(event: Any) -> None:
        run_in_terminal(unfold)

    return bindings


def _history(path: Path) -> History:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
    except OSError:  # a read-only home: the history lasts as long as the chat
        return InMemoryHistory()
    return FileHistory(str(path))
