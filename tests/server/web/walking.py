"""What a test does on a page, and what it has the model say.

With AGORA_PICTURES=docs/images the walks leave their pictures there.
"""

import os
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


def visit(page, url: str = "") -> None:
    """Go somewhere, or load the page again, and wait until it can be used.

    What is done before browser and server know each other waits in the browser, and is lost if the page has
    to be loaded once more because they did not find each other in time.
    """
    if url:
        page.goto(url)
    else:
        page.reload()
    page.wait_for_selector("#main")
    page.wait_for_function("window.did_handshake === true")


def ask(page, text: str) -> None:
    """Send a message."""
    page.fill("#ask", text)
    page.press("#ask", "Enter")
    page.locator("section.message", has_text=text).last.wait_for(timeout=60_000)


def read(page) -> None:
    """Wait until nothing more is being read for a page."""
    page.wait_for_function("!document.querySelector('.later [role=status]')")


def picture(page, name: str) -> None:
    """Keep a picture of a page, for the docs, where that is asked for."""
    if folder := os.environ.get("AGORA_PICTURES"):
        page.wait_for_selector(".q-notification", state="detached")
        page.screenshot(path=Path(folder) / f"{name}.png")


def thought(code: str) -> str:
    """Return a reply that is a thought."""
    return f"```python\n{code}\n```"
