"""The page where a browser logs in: plain HTML, for nothing else is handed to who is not known."""

import json
from html import escape
from pathlib import Path

from agora.server.web.texts import saying
from agora.server.web.visitor import preferred

__all__ = ["login_page"]

_PAGE = """<!doctype html>
<html lang="{language}" data-theme="auto"><head><meta charset="utf-8"><title>{log_in} · Agora</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head>
<body><main class="sheet"><form class="card login"><h1>Agora</h1>
<label class="field"><span>{user}</span><input name="name" autocomplete="username" required autofocus></label>
<label class="field"><span>{password}</span><input name="password" type="password" autocomplete="current-password" required></label>
<div role="alert" id="told"></div><button class="primary">{log_in}</button></form></main>
<script>
document.querySelector("form").addEventListener("submit", async (event) => {{
  event.preventDefault();
  const body = JSON.stringify(Object.fromEntries(new FormData(event.target)));
  const answer = await fetch("/login", {{ method: "POST", body, headers: {{ "Content-Type": "application/json" }} }});
  if (answer.ok) location.href = "/";
  else told.textContent = {refused};
}});
</script></body></html>
"""


def login_page(accepted: str) -> str:
    """Return the page, in a language that the browser accepts."""
    language = preferred(accepted)
    say = saying(language)
    words = {key: escape(say(key)) for key in ("log_in", "user", "password")}
    return _PAGE.format(
        language=language, style=(Path(__file__).parent / "page.css").read_text("utf-8"), **words,
        refused=json.dumps(say("refused")),  # it stands in the script, where HTML's escapes mean nothing
    )  # fmt: skip
