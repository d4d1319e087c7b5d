"""The catalogue is complete and its rows hold together."""

import re
from collections.abc import Callable
from pathlib import Path

from agora.config import Settings
from agora.models import catalogue


def test_every_row_says_what_a_person_wants_to_know(settings: Callable[..., Settings]) -> None:
    entries = catalogue(settings())
    assert len(entries) >= 9
    for entry in entries:
        assert entry.title
        assert entry.licence
        assert entry.openness
        assert entry.context >= 2048
        assert entry.size_bytes > 10**7
        assert re.fullmatch(r"[0-9a-f]{64}|", entry.sha256)
        assert re.fullmatch(r"pypi:[\w.-]+==[\w.]+/.+\.gguf|hf:[\w.-]+/[\w.-]+/[\w.-]+\.gguf", entry.source)
        assert not entry.installed


def test_the_default_is_the_base_with_our_adapter(settings: Callable[..., Settings]) -> None:
    default, base = catalogue(settings())[:2]
    assert default.name == settings().model == "agora-135m"
    assert (default.base, default.path, default.sha256) == (base.name, base.path, base.sha256)
    assert default.adapter is not None
    assert base.adapter is None


def test_half_a_file_is_not_installed(settings: Callable[..., Settings], home: Path) -> None:
    path = catalogue(settings())[0].path
    path.parent.mkdir()
    path.write_bytes(b"GGUF")
    assert not catalogue(settings())[0].installed
