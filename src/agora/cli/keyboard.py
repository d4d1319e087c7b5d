"""The keyboard, apart from the chat's line: one key for an answer, and quiet while Agora works."""

import asyncio
import contextlib
import sys
from collections.abc import Iterator, Sequence
from typing import Any

__all__ = ["quiet_keyboard", "read_key", "read_line"]


@contextlib.contextmanager
def quiet_keyboard() -> Iterator[None]:
    """Do not echo what is typed while Agora works; it waits for the next line."""
    try:
        import termios
    except ImportError:  # Windows
        yield
        return
    if not sys.stdin.isatty():
        yield
        return
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    after = termios.tcgetattr(handle)
    after[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(handle, termios.TCSANOW, after)
    try:
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSANOW, before)


def _forget_typed() -> None:
    """Drop what was typed before the question was seen: it cannot have been an answer to it."""
    if sys.stdin.isatty():
        with contextlib.suppress(ImportError):  # Windows
            import termios

            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


async def read_key(prompt: str, keys: Sequence[str]) -> str | None:
    """Return the key that was pressed; `None` for Ctrl-D.

    Raises:
        asyncio.CancelledError: Ctrl-C.
    """
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.layout import Layout, Window
    from prompt_toolkit.layout.controls import FormattedTextControl

    bindings = KeyBindings()

    def leave_with(key: str) -> None:
        @bindings.add(key)
        def _(event: Any) -> None:
            event.app.exit(result=key)

    for key in (*keys, "c-c", "c-d"):
        leave_with(key)
    _forget_typed()
    application: Application[str] = Application(
        layout=Layout(Window(FormattedTextControl(prompt, show_cursor=False), height=1)),
        key_bindings=bindings,
        erase_when_done=True,
        output=_output(),
    )
    pressed = await application.run_async(handle_sigint=False)
    if pressed == "c-c":
        raise asyncio.CancelledError
    return None if pressed == "c-d" else pressed


async def read_line(prompt: str) -> str | None:
    """Return a line; `None` for Ctrl-D.

    Raises:
        asyncio.CancelledError: Ctrl-C.
    """
    from prompt_toolkit import PromptSession

    _forget_typed()
    try:
        session: PromptSession[str] = PromptSession(output=_output())
        return await session.prompt_async(prompt, handle_sigint=False)
    except EOFError:
        return None
    except KeyboardInterrupt:
        raise asyncio.CancelledError from None


def _output() -> Any:
    """Write to the terminal even where standard output is a file: that is for answers."""
    from prompt_toolkit.output import create_output

    return create_output(sys.stdout if sys.stdout.isatty() else sys.stderr)
