"""The fake endpoint as a program, as tests of the whole system use it."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from agora.models import Message
from agora.models.client import connect
from agora.models.faults import Place


def test_it_serves_a_script_by_the_number_of_past_replies(tmp_path: Path) -> None:
    (tmp_path / "script.json").write_text(json.dumps(["first", {"text": "second"}]))
    program = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("fake_endpoint.py")), str(tmp_path / "script.json")],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    url = program.stdout.readline().strip()

    async def run() -> list[str]:
        model = await connect(Place(url, url))
        question = Message(role="user", content="?")
        first = await model.complete([question], max_tokens=9)
        past = Message(role="assistant", content=first.text)
        texts = [first.text]
        for _ in range(2):
            texts.append((await model.complete([question, past, question], max_tokens=9)).text)
        await model.close()
        return texts

    try:
        assert asyncio.run(run()) == ["first", "second", "second"]
    finally:
        program.kill()
        program.wait()
        program.stdout.close()
