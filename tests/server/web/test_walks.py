"""Longer walks in a real browser: a plot, lasting answers, models, an audit, a login, a killed server."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.models.fake_endpoint import FakeEndpoint
from tests.server.web.walking import ask, picture, thought, visit

from agora.errors import ModelError
from agora.server.people import People
from agora.server.web import thread

PASSWORD = "correct horse battery"

# A bar for each row of a table, drawn with nothing but the standard library.
PLOT = """
import csv, struct, zlib
cups = [int(row["cups"]) for row in csv.DictReader(open("teas.csv"))]
def line(y):
    bars = (b"\\x3a\\x6e\\xa5" if 160 - y <= 20 * cup else b"\\xff\\xff\\xff" for cup in cups)
    return b"".join(bar * 80 + b"\\xff\\xff\\xff" * 20 for bar in bars)
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
head = struct.pack(">IIBBBBB", 100 * len(cups), 160, 8, 2, 0, 0, 0)
pixels = zlib.compress(b"".join(b"\\0" + line(y) for y in range(160)))
parts = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
open("cups.png", "wb").write(bytes([137]) + b"PNG\\r\\n\\x1a\\n" + parts)
"""


def test_a_table_is_uploaded_and_its_plot_shown(serving, open_page, tmp_path: Path, needs_sandbox) -> None:
    table = tmp_path / "teas.csv"
    table.write_text("tea,cups\ngreen,3\nblack,7\noolong,5\n")
    session = serving.session(name="Cups of tea")
    page = open_page(f"/chat/{session}", width=1200, height=760)
    page.set_input_files("#upload", table)
    page.wait_for_selector("text=teas.csv is in the workspace.")
    serving.stage.says = [thought(f"python({PLOT!r})\nanswer('Here they are.')")]
    ask(page, "Plot the cups")
    page.click(".request button:has-text('Allow once')")
    page.wait_for_selector(".answer:has-text('Here they are.') img[alt='cups.png']")
    page.wait_for_function("document.querySelector('.answer img').naturalWidth == 300")
    picture(page, "plot")


def test_always_and_never_are_remembered_and_revoked(serving, open_page) -> None:
    def write(path: str, text: str) -> str:
        return f"files.write({path!r}, {text!r})"

    page = open_page("/")
    serving.stage.says = [
        thought(write("often.txt", "1")),
        thought(write("often.txt", "2") + "\nanswer('Twice.')"),
    ]
    ask(page, "Write it often")
    page.click(".request button:has-text('Always allow')")
    page.wait_for_selector(".answer:has-text('Twice.')")
    assert (serving.work / "often.txt").read_text() == "2"
    serving.stage.says = [thought(write("no.txt", "1")), thought(write("no.txt", "2")), "I leave it."]
    ask(page, "Write the other")
    page.wait_for_selector(".request .diff")
    picture(page, "approval")
    page.click(".request button:has-text('Never allow')")
    page.wait_for_selector(".answer:has-text('I leave it.')")
    assert not (serving.work / "no.txt").exists()
    visit(page, serving.url + "/settings")
    rules = page.locator(".card code")
    assert sorted(rules.all_inner_texts()) == [
        "always files.write(path under 'often.txt')",
        "never files.write(path under 'no.txt')",
    ]
    for left in (1, 0):
        page.click("button:has-text('Revoke') >> nth=0")
        page.wait_for_function(f"document.querySelectorAll('.card code').length == {left}")
    assert serving.service.desk().mind.rules.list() == ()
    noted = [(line["what"], line["detail"].partition(" in ")[0]) for line in serving.people.audit()]
    assert sorted(note for note in noted if note[1].endswith("files.write")) == [
        ("call decided", "always: files.write"),
        ("call decided", "never: files.write"),
        ("rule revoked", "always: files.write"),
        ("rule revoked", "never: files.write"),
    ]


def test_a_model_is_fetched_chosen_and_checked(serving, open_page, monkeypatch) -> None:
    go, wrong = threading.Event(), []

    def pull(settings, name, progress):
        progress(1_000_000, 4_000_000)
        go.wait(60)
        if wrong:
            raise ModelError(wrong[0])

    monkeypatch.setattr("agora.server.models.pull", pull)
    page = open_page("/models")
    row = page.locator(".list > div:has(h2:text-is('smollm2-135m'))")
    for failure in ("The disk is full.", ""):
        wrong[:] = [failure] if failure else []
        row.locator("button:has-text('Fetch')").click()
        page.wait_for_function("document.querySelector('progress')?.value == 0.25")
        assert "1.0 MB / 4.0 MB" in row.inner_text()
        go.set()
        if failure:
            page.wait_for_selector(f".alert:has-text('{failure}')")
            go.clear()
    page.wait_for_selector("progress", state="detached")
    row = page.locator(".list > div:has(h2:text-is('elsewhere'))")
    row.locator("button:has-text('Choose')").click()
    row.locator(".tag:has-text('In use')").wait_for()
    assert serving.service.desk().settings.model == "elsewhere"
    serving.stage.says = ["one two three"]
    row.locator("button:has-text('Check')").click()
    row.locator("li:has-text('window: 8192 tokens')").wait_for()
    noted = [(line["what"], line["detail"]) for line in serving.people.audit()]
    assert noted[:2] == [("model chosen", "elsewhere"), ("model fetched", "smollm2-135m")]


def test_what_the_audit_finds_is_put_right(serving, open_page) -> None:
    memory = serving.service.desk().mind.memory
    memory.remember("undefined")
    page = open_page("/memory")
    page.click("button:has-text('Check')")
    page.wait_for_selector(".list >> text='undefined' is nothing that somebody said.")
    page.click("button:has-text('Do it')")
    page.wait_for_selector("text=Nothing is wrong.")
    assert memory.audit() == []


def test_a_session_is_renamed_and_deleted_from_the_list(serving, open_page) -> None:
    session = serving.session("Green or black?", name="to be renamed")
    page = open_page("/")
    page.click("button[aria-label='More: to be renamed']")
    page.click("dialog .entries >> text=Rename")
    page.fill("#new-name", "tea or tea")
    page.press("#new-name", "Enter")
    page.click("button[aria-label='More: tea or tea']")
    page.click("dialog .entries >> text=Delete")
    page.click("dialog:has-text('for good') button.danger")
    page.wait_for_selector("button[aria-label='More: tea or tea']", state="detached")
    assert serving.service.desk().sessions("tea or tea") == []
    assert ("session deleted", session) in [(each["what"], each["detail"]) for each in serving.people.audit()]


def test_a_long_session_shows_its_end_and_then_the_rest(serving, open_page, monkeypatch) -> None:
    monkeypatch.setattr(thread, "_MOST_TURNS", 2)
    session = serving.session("first", "second", "third", "fourth", "fifth")
    page = open_page(f"/chat/{session}")

    def messages() -> list[str]:
        return page.locator(".message .words").all_inner_texts()

    assert messages() == ["fourth", "fifth"]
    page.click("text=Show earlier messages (3)")
    page.wait_for_selector(".message:has-text('second')")
    page.click("text=Show earlier messages (1)")
    page.wait_for_selector(".message:has-text('first')")
    assert messages() == ["first", "second", "third", "fourth", "fifth"]


# ---- the program itself


@pytest.fixture
def start(tmp_path: Path):
    """`start(url)`: the program on a port that stays the same, with a user; returns process and address."""
    home, work = tmp_path / "home", tmp_path / "work"
    work.mkdir()
    People(home / "people.db").add("ana", PASSWORD)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = []

    def begin(model: str) -> tuple[subprocess.Popen, str]:
        command = [sys.executable, "-m", "agora", "serve", "--port", str(port), "--model", model]
        process = subprocess.Popen(
            [*command, "--workspace", str(work)], stderr=subprocess.PIPE, text=True, cwd=work,
            env={**os.environ, "AGORA_HOME": str(home)},
        )  # fmt: skip
        running.append(process)
        assert "Agora is at" in process.stderr.readline()
        return process, f"http://127.0.0.1:{port}"

    yield begin
    for process in running:
        process.kill()
        process.wait()


def test_a_login_and_a_server_that_is_killed_in_mid_answer(browser, start) -> None:
    story = {"text": "Once upon a time there was a samovar."}
    with FakeEndpoint([]) as endpoint:
        endpoint.script = lambda body: story | {"delay_s": 0.5 if len(endpoint.requests) < 2 else 0}
        process, url = start(endpoint.url)
        page = browser.new_page(locale="en-GB")
        page.set_default_timeout(60_000)
        page.goto(url)
        page.wait_for_url(f"{url}/login")
        for password in ("wrong", PASSWORD):
            if password == PASSWORD:
                page.wait_for_selector("#told:has-text('wrong')")
                page.wait_for_timeout(1_100)  # a name is locked for a second after a failure
            page.fill("[name=name]", "ana")
            page.fill("[name=password]", password)
            page.press("[name=password]", "Enter")
        page.wait_for_url(f"{url}/")
        visit(page)
        ask(page, "A story")
        page.wait_for_url(re.compile("/chat/"))
        page.wait_for_selector(".partial:has-text('Once upon')")
        process.send_signal(signal.SIGKILL)
        process.wait()
        start(endpoint.url)
        page.wait_for_selector(".answer:has-text('there was a samovar.')")
        assert page.locator(".answer").count() == page.locator(".message").count() == 1
        assert page.locator(".partial").count() == 0
        visit(page, f"{url}/settings")
        page.click("button:has-text('Log out')")
        page.wait_for_url(f"{url}/login")
        page.goto(url)
        page.wait_for_url(f"{url}/login")
        page.close()
