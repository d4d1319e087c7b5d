"""How a run uses threads: one for each worker, and Ctrl-C between two steps."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["one_thread", "one_thread_here", "stop_between_steps"]


def one_thread() -> None:
    """Let a worker's products run in its own thread: threads inside a product wait for one another."""
    import torch

    torch.set_num_threads(1)


@contextmanager
def one_thread_here() -> Iterator[None]:
    """Do so for a while."""
    import torch

    before = torch.get_num_threads()
    one_thread()
    try:
        yield
    finally:
        torch.set_num_threads(before)


@contextmanager
def stop_between_steps() -> Iterator[threading.Event]:
    """Turn Ctrl-C into a request to stop after the step; a second one stops at once."""
    stopping = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopping
        return
    before = signal.getsignal(signal.SIGINT)

    def ask(number: int, frame: Any) -> None:
        stopping.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, ask)
    try:
        yield stopping
    finally:
        signal.signal(signal.SIGINT, before)
