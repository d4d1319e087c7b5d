"""What a test does on a page, and what it has the model say."""


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


def thought(code: str) -> str:
    """Return a reply that is a thought."""
    return f"```python\n{code}\n```"
