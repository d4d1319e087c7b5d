"""The pages in a real browser: what a person does, and what they then see."""

import re
import threading
from pathlib import Path

import pytest
from tests.server.web.walking import ask, read, thought, visit

from agora.journal import PlanStep
from agora.server import files
from agora.server.door import COOKIE
from agora.server.usage import usage_of_all
from agora.server.web import usage_page

PASSWORD = "correct horse battery"
IMAGE = "<img src=x onerror=window.hit=1>"


def test_a_first_visit_asks_and_is_answered(serving, open_page) -> None:
    page = open_page("/")
    assert page.title() == "New session · Agora"
    serving.stage.says = ["It is **42**, and `x` is code."]
    ask(page, "What is 6 * 7?")
    page.wait_for_url(re.compile("/chat/"))
    page.wait_for_selector(".answer strong:text('42')")
    assert page.inner_text(".message .words") == "What is 6 * 7?"
    assert page.input_value("#ask") == ""
    assert page.get_attribute(".session[aria-current]", "href") in page.url


def test_a_message_waits_for_the_connection_and_is_taken_once(serving, open_page) -> None:
    page = open_page("/")
    page.evaluate("""() => {
        const emit = window.socket.emit.bind(window.socket);
        window.socket.emit = (...told) => { emit(...told); return emit(...told); };
        window.socket.disconnect();
    }""")
    page.fill("#ask", "Are you there?")
    page.press("#ask", "Enter")
    page.wait_for_selector("#ask[aria-busy]")
    assert page.input_value("#ask") == "Are you there?"
    before = len(serving.service.desk().sessions())
    page.evaluate("() => { window.socket.connect(); }")
    page.wait_for_selector("section.message:has-text('Are you there?')")
    page.wait_for_selector(".answer")
    assert page.locator("section.message", has_text="Are you there?").count() == 1
    assert len(serving.service.desk().sessions()) == before + 1


def test_a_message_that_got_lost_is_sent_by_the_page_that_is_made_anew(serving, open_page) -> None:
    page = open_page(f"/chat/{serving.session()}")
    page.evaluate("() => { window.socket.emit = () => window.socket; }")
    page.fill("#ask", "Did you hear me?")
    page.press("#ask", "Enter")
    page.wait_for_selector("#ask[aria-busy]")
    page.reload()
    page.wait_for_selector("section.message:has-text('Did you hear me?')")
    page.wait_for_selector("#ask:not([aria-busy])")
    assert page.input_value("#ask") == ""


def test_a_message_that_is_not_taken_stays(serving, open_page) -> None:
    session = serving.session("Hello")
    page = open_page(f"/chat/{session}")
    serving.call(serving.service.desk().delete(session))
    page.fill("#ask", "Too late?")
    page.press("#ask", "Enter")
    page.wait_for_selector(".q-notification")
    page.wait_for_selector("#ask:not([aria-busy])")
    assert page.input_value("#ask") == "Too late?"


def test_a_thought_unfolds(serving, open_page) -> None:
    page = open_page("/")
    serving.stage.says = [thought("print(6 * 7)\nfiles.list()"), "Done."]
    ask(page, "Think")
    page.wait_for_selector(".answer")
    assert not page.is_visible(".thought .code-block")
    page.focus(".thought summary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".thought .code-block:has-text('print(6 * 7)')")
    assert "files.list(" in page.inner_text(".thought .calls")
    assert "42" in page.inner_text(".thought .inside")
    assert re.search(r"files\.list · \d+\.\d s", page.inner_text(".thought summary"))


def test_code_is_copied_and_said_to_be_only_then(serving, open_page) -> None:
    serving.stage.says = ["So:\n\n```sh\nls -l\n```"]
    page = open_page(f"/chat/{serving.session('Show me')}", permissions=["clipboard-read", "clipboard-write"])
    page.click(".answer .code-block .copy")
    page.wait_for_selector(".code-block .copied")
    assert page.evaluate("navigator.clipboard.readText()") == "ls -l"
    page.wait_for_selector(".copied", state="detached")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.click(".answer .code-block .copy")
    assert page.locator(".copied").count() == 0


def test_a_call_is_approved(serving, open_page) -> None:
    page = open_page("/")
    serving.stage.says = [thought("files.write('approved.txt', 'tea')\nanswer('Written.')")]
    ask(page, "Write it")
    page.wait_for_selector(".request .diff .add:has-text('+tea')")
    assert not (serving.work / "approved.txt").exists()
    visit(page)
    page.click(".request button:has-text('Allow once')")
    page.wait_for_selector(".answer:has-text('Written.')")
    page.wait_for_selector(".request", state="detached")
    assert (serving.work / "approved.txt").read_text() == "tea"


def test_a_call_is_refused_with_a_reason(serving, open_page) -> None:
    page = open_page("/")
    serving.stage.says = [thought("files.write('refused.txt', 'tea')"), "I leave it."]
    ask(page, "Write it")
    page.fill(".request input", "not today")
    page.click(".request button.danger")
    page.wait_for_selector(".answer:has-text('I leave it.')")
    assert not (serving.work / "refused.txt").exists()
    assert "not today" in page.text_content(".thought")


def test_a_question_is_answered(serving, open_page) -> None:
    page = open_page("/")
    serving.stage.says = [thought("answer('You chose ' + ask_user('Which?', ['red', 'blue']))")]
    ask(page, "Ask me")
    page.click(".request button:has-text('blue')")
    page.wait_for_selector(".answer:has-text('You chose blue')")


def test_a_plan_is_edited_ticked_and_reordered(serving, open_page) -> None:
    session = serving.session()
    page = open_page(f"/chat/{session}")
    page.click("button[aria-label=Plan]")
    for words in ("Boil water", "Drink tea"):
        page.fill("#plan-new", words)
        page.press("#plan-new", "Enter")
        page.wait_for_selector(f".plan-step textarea >> text={words}")
    page.click("[aria-label='Move step 2 up']")
    page.wait_for_function("document.querySelector('.plan-step textarea').value == 'Drink tea'")
    page.check("[aria-label='Step 1 done']")
    page.wait_for_selector(".plan-step.done")
    page.fill(".plan-step:nth-child(2) textarea", "Boil fresh water")
    page.press(".plan-step:nth-child(2) textarea", "Tab")
    page.wait_for_function("document.querySelectorAll('.plan-step textarea')[1].value == 'Boil fresh water'")
    visit(page)
    page.wait_for_selector(".plan-step.done")
    steps = [event["event"] for event in serving.service.desk().events(session)][-1]["steps"]
    assert [(step["text"], step["done"]) for step in steps] == [
        ("Drink tea", True),
        ("Boil fresh water", False),
    ]


def test_a_reload_in_mid_answer_shows_the_partial_text_and_then_the_answer(serving, open_page) -> None:
    page = open_page("/")
    serving.stage.says = ["Once upon a time there was a kettle.…"]
    ask(page, "A story")
    page.wait_for_selector(".partial:has-text('Once upon')")
    visit(page)
    page.wait_for_selector(".partial:has-text('Once upon')")
    assert page.is_visible("button[aria-label=Stop]")
    serving.stage.go.set()
    page.wait_for_selector(".answer:has-text('there was a kettle.')")
    assert page.locator(".answer").count() == 1
    assert page.locator(".partial").count() == 0


def test_a_lost_connection_is_made_up_for(serving, open_page) -> None:
    page = open_page("/")
    serving.stage.says = ["Once upon a time there was a teapot.…"]
    ask(page, "A story")
    page.wait_for_selector(".partial")
    page.evaluate("window.socket.io.engine.close()")
    serving.stage.go.set()
    page.wait_for_selector(".answer:has-text('there was a teapot.')")
    assert page.locator(".answer").count() == 1


def test_work_is_stopped_and_tried_again(serving, open_page) -> None:
    page = open_page("/")
    serving.stage.says = ["This will never end, I fear.…", "Here it is."]
    ask(page, "Go")
    page.wait_for_selector(".partial")
    page.click("button[aria-label=Stop]")
    page.wait_for_selector(".note:has-text('You stopped it.')")
    page.click(".note button")
    page.wait_for_selector(".answer:has-text('Here it is.')")


def test_a_message_is_edited_and_sent_instead(serving, open_page) -> None:
    serving.stage.says = ["One.", "Two."]
    session = serving.session("Count")
    page = open_page(f"/chat/{session}")
    page.hover(".message")
    page.click("[aria-label='Edit the message']")
    page.fill(".message textarea", "Count on")
    page.click("button:has-text('Send instead')")
    page.wait_for_selector(".answer:has-text('Two.')")
    assert page.inner_text(".message .words") == "Count on"
    assert session not in page.url


def test_sessions_are_found_renamed_forked_exported_and_deleted(serving, open_page) -> None:
    serving.stage.says = ["Green."]
    session = serving.session("Which tea shall it be?", name="first of all")
    page = open_page(f"/chat/{session}")
    page.fill("#search", "first of")
    page.wait_for_function("document.querySelectorAll('.session').length == 1")
    page.click("summary[aria-label=More]")
    page.click(".menu-list >> text=Rename")
    page.fill("#new-name", "tea of choice")
    page.press("#new-name", "Enter")
    page.wait_for_selector("h1:has-text('tea of choice')")
    page.click("summary[aria-label=More]")
    with page.expect_download() as download:
        page.click(".menu-list >> text=Export")
    assert len(Path(download.value.path()).read_text().splitlines()) == len(
        serving.service.desk().events(session)
    )
    page.click("summary[aria-label=More]")
    page.click(".menu-list >> text=Fork")
    page.wait_for_url(lambda url: session not in url)
    page.wait_for_selector(".answer:has-text('Green.')")
    page.click("summary[aria-label=More]")
    page.click(".menu-list >> text=Delete")
    page.click("dialog button.danger")
    page.wait_for_url(serving.url + "/")
    assert [info.id for info in serving.service.desk().sessions("Which tea")] == [session]


def test_a_csv_is_uploaded_listed_and_fetched(serving, open_page, tmp_path: Path) -> None:
    table = tmp_path / "table of teas.csv"
    table.write_text("tea,cups\ngreen,3\n")
    session = serving.session()
    page = open_page(f"/chat/{session}")
    page.set_input_files("#upload", table)
    page.wait_for_selector("text=table of teas.csv is in the workspace.")
    page.click("a[aria-label=Files]")
    page.wait_for_selector(".list >> text=table of teas.csv")
    with page.expect_download() as download:
        page.click("a[aria-label='Download table of teas.csv']")
    assert Path(download.value.path()).read_text() == table.read_text()


def test_a_picture_that_the_work_made_is_shown(serving, open_page) -> None:
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    )
    (serving.work / "dot.png").write_bytes(dot)
    serving.stage.says = ["Look: ![a dot](dot.png) and ![no](https://elsewhere.example/a.png)"]
    page = open_page(f"/chat/{serving.session('Draw')}")
    page.wait_for_selector(".said img[alt='a dot']")
    assert page.locator(".said img").count() == 1
    assert page.is_visible(".no-picture")


def test_a_memory_is_edited_and_forgotten(serving, open_page) -> None:
    page = open_page("/memory")
    page.fill("#new-fact", "Cleo drinks oolong.")
    page.press("#new-fact", "Enter")
    row = page.locator(".memory:has-text('Cleo')")
    row.locator("[aria-label=Edit]").click()
    page.fill(".memory input", "Cleo drinks sencha.")
    page.press(".memory input", "Enter")
    page.wait_for_selector(".memory:has-text('Cleo drinks sencha.')")
    page.locator(".memory:has-text('sencha') [aria-label=Forget]").click()
    page.click("dialog button.danger")
    page.wait_for_selector(".memory:has-text('sencha')", state="detached")
    assert not [item for item in serving.service.desk().mind.memory.list() if "Cleo" in item.text]


def test_a_document_is_taken_in(serving, open_page, tmp_path: Path) -> None:
    paper = tmp_path / "kettles.md"
    paper.write_text("# Kettles\n\nA kettle boils water for tea.\n")
    page = open_page("/memory")
    page.set_input_files("input[type=file]", paper)
    page.wait_for_selector(".list >> text=kettles.md")
    assert serving.service.desk().mind.memory.recall("kettle boils", kinds=["passage"])


def test_the_other_pages_show_what_there_is(serving, open_page) -> None:
    serving.session("Count me", name="counted")
    page = open_page("/usage")
    page.wait_for_selector(".sheet td:text-is('counted')")
    page.click(".rail a:has-text('Models')")
    page.wait_for_selector(".list >> text=agora-135m")
    page.click(".rail a:has-text('Settings')")
    page.select_option("select >> nth=0", "fr")
    page.wait_for_selector("h1:has-text('Réglages')")
    page.select_option("select >> nth=1", "dark")
    page.wait_for_selector("html[data-theme=dark][lang=fr]")


def test_the_total_is_of_all_sessions(serving, open_page, monkeypatch) -> None:
    monkeypatch.setattr(usage_page, "_MOST_SESSIONS", 1)
    for number in range(2):
        serving.session("Count me", name=f"counted {number}")
    page = open_page("/usage")
    page.wait_for_selector("td:text-is('counted 1')")
    assert page.locator("td:text-is('counted 0')").count() == 0
    replies = page.locator("tr:has(td:text-is('Total')) td >> nth=1").inner_text()
    assert int(replies) == sum(
        part.replies for _, used in usage_of_all(serving.service.desk()) for part in used.values()
    )
    assert int(replies) >= 2


@pytest.mark.parametrize("path", ["/usage", "/memory", "/files/"])
def test_who_reads_much_holds_up_nobody(serving, open_page, monkeypatch, path: str) -> None:
    go = threading.Event()

    def slow(*given, **options) -> list[object]:
        assert go.wait(60)
        return []

    monkeypatch.setattr(usage_page, "usage_of_all", slow)
    monkeypatch.setattr(files, "list_files", slow)
    monkeypatch.setattr(serving.service.desk().mind.memory, "list", slow)
    page = open_page(path + (serving.session() if path == "/files/" else ""))
    page.wait_for_selector(".later [role=status]:has-text('Reading…')")
    assert page.request.get(f"{serving.url}/healthz", timeout=15_000).ok
    assert page.is_visible(".later [role=status]")
    go.set()
    read(page)


def test_a_first_visit_transfers_little(serving, open_page) -> None:
    page = open_page("/")
    sizes = page.evaluate("""() =>
        [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            .map((entry) => entry.transferSize)""")
    assert len(sizes) > 5
    assert 100_000 < sum(sizes) <= 2_000_000


def test_the_keyboard_suffices(serving, open_page) -> None:
    page = open_page("/")
    page.wait_for_function("document.activeElement.id == 'ask'")
    page.keyboard.press("Control+k")
    page.wait_for_function("document.activeElement.id == 'search'")
    assert page.evaluate("document.querySelector('a, button, input').className").startswith("skip")
    page.focus(".skip")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id == 'main'")


def test_on_a_phone_nothing_is_wider_than_the_screen(serving, open_page) -> None:
    serving.stage.says = [
        "| a | b |\n|---|---|\n| " + "long " * 40 + "| " + "x" * 200 + " |\n\n`" + "y" * 300 + "`"
    ]
    page = open_page(f"/chat/{serving.session('A table ' + 'z' * 200)}", width=390, height=800)
    page.wait_for_selector(".answer")
    assert not page.is_visible("#search")
    page.click(".rail-button")
    page.wait_for_selector("#search", state="visible")
    page.keyboard.press("Escape")
    for path in ("", "/memory", "/models", "/usage", "/settings"):
        if path:
            page.goto(serving.url + path)
            page.wait_for_selector("h1")
            read(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(serving, open_page, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-core is not installed"
    ).Axe()
    serving.stage.says = [thought("files.write('axe.txt', 'tea')\nanswer('x')")]
    page = open_page("/", color_scheme=scheme)
    ask(page, "Write it")
    page.wait_for_selector(".request")
    page.click(".thought summary")
    waiting = page.url.removeprefix(serving.url)
    others = ["/", "/login", "/models", "/usage", "/settings", "/files/" + waiting.split("/")[-1]]
    # Dark differs by its colours alone, and these two pages have them all.
    for path in [waiting, "/memory", *(others if scheme == "light" else [])]:
        if path != waiting:
            page.goto(serving.url + path)
            page.wait_for_selector("h1")
            read(page)
        found = axe.run(page).response["violations"]
        serious = [
            (each["id"], each["nodes"][0]["html"])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]
        assert serious == [], path


def test_no_payload_acts_in_any_place(serving, open_page) -> None:
    payloads = (Path(__file__).parent / "payloads.txt").read_text("utf-8").splitlines()
    everything = "\n\n".join(payloads)
    serving.stage.says = [
        thought("print(" + repr(everything) + ")\nraise ValueError(" + repr(everything) + ")"),
        everything,
    ]
    session = serving.session(everything, name="")
    desk = serving.service.desk()
    fact = desk.mind.memory.remember(" ".join(payloads)[:9_000], IMAGE)
    (serving.work / f"{IMAGE}.txt").write_text("x")
    serving.stage.says = [thought("files.write('x.html', " + repr(everything) + ")")]
    desk.rename(session, IMAGE)
    desk.set_plan(session, [PlanStep(text=everything)])
    asked, question = desk.create(), desk.create()
    serving.call(desk.send(asked, everything))
    page = open_page(f"/chat/{session}")
    page.wait_for_selector(".answer")
    page.wait_for_selector(".plan-step")
    page.click(".thought summary")
    visit(page, f"{serving.url}/chat/{asked}")
    page.wait_for_selector(".request")
    serving.stage.says = [thought(f"ask_user({everything!r}, [{IMAGE!r}])")]
    serving.call(desk.send(question, "Ask me"))
    for path in (f"/chat/{asked}", f"/chat/{question}", f"/files/{session}", "/memory", "/usage", "/"):
        assert page.evaluate("window.hit") is None
        visit(page, serving.url + path)
        page.wait_for_selector(".request" if path.endswith((asked, question)) else "h1")
        read(page)
    assert page.evaluate("window.hit") is None
    desk.mind.memory.forget(fact)


def test_a_page_ends_with_its_login(serving, browser) -> None:
    people = serving.people
    people.add("ana", PASSWORD)
    try:
        secret = people.log_in("ana", PASSWORD)
        context = browser.new_context(locale="en-GB")
        context.add_cookies([{"name": COOKIE, "value": secret, "url": serving.url}])
        desk = serving.service.desk("ana")
        session = desk.create(name="of Ana")
        memory, chat = context.new_page(), context.new_page()
        visit(memory, f"{serving.url}/memory")
        visit(chat, f"{serving.url}/chat/{session}")
        people.log_out(secret)
        desk.mind.memory.remember("The safe opens with 4711.")
        memory.fill(".sheet [type=search]", "safe")
        memory.wait_for_selector(".q-notification")
        assert memory.locator("text=4711").count() == 0
        serving.stage.says = ["It opens with 4711."]
        serving.call(desk.send(session, "How does the safe open?"))
        chat.wait_for_url(f"{serving.url}/login")
        context.close()
    finally:
        people.remove("ana")


def test_files_are_never_taken_for_pages(serving, open_page) -> None:
    (serving.work / "evil.html").write_text("<script>window.hit=1</script>")
    session = serving.session()
    answer = open_page("/").request.get(f"{serving.url}/page/file/{session}?path=evil.html")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
