"""Archives: honest ones pass, and whatever is in their bytes, looking into them ends in words."""

import io
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agora.release.archives import Budget, archive_fault, kind_of
from agora.release.intake import take_in
from agora.release.names import collisions, name_fault, shown

_FUZZ = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
_FILES = {"README.md": b"read me", "src/a.py": b"print(1)\n" * 200, "src/b/c.json": b"{}"}


def _packed(path: Path, kind: str) -> Path:
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in _FILES.items():
                archive.writestr(name, data)
        return path
    with tarfile.open(path, f"w:{kind.removeprefix('tar')}") as tar:
        for name, data in _FILES.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return path


def _fault(path: Path) -> str:
    with path.open("rb") as file:
        kind = kind_of(file.read(512))
    return archive_fault(path, kind) if kind else ""


@pytest.mark.parametrize("kind", ["zip", "tar", "targz", "tarbz2", "tarxz"])
def test_an_honest_archive_passes(tmp_path: Path, kind: str) -> None:
    path = _packed(tmp_path / "a", kind)
    with path.open("rb") as file:
        assert kind_of(file.read(512))
    assert _fault(path) == ""


def test_a_streamed_zip_of_a_large_member_passes(tmp_path: Path) -> None:
    with (tmp_path / "a.zip").open("wb") as file:
        file.seekable = lambda: False  # type: ignore[method-assign]
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", b"x" * 100_000)
            archive.writestr("b.txt", b"y")
    assert _fault(tmp_path / "a.zip") == ""


def test_of_a_zip_that_python_cannot_unpack_names_are_looked_at(tmp_path: Path) -> None:
    for name, fault in (("log.json", ""), ("../log.json", "leads out"), ("data.pkl", "run code")):
        with zipfile.ZipFile(tmp_path / "a.eval", "w") as archive:
            archive.writestr(name, b"{}")
        whole = bytearray((tmp_path / "a.eval").read_bytes())
        for at in (8, whole.rindex(b"PK\x01\x02") + 10):
            whole[at : at + 2] = struct.pack("<H", 93)
        (tmp_path / "a.eval").write_bytes(whole)
        assert fault in _fault(tmp_path / "a.eval")
        assert bool(fault) == bool(_fault(tmp_path / "a.eval"))


@_FUZZ
@given(st.data(), st.sampled_from(["zip", "tar", "targz", "tarbz2", "tarxz"]))
def test_a_changed_archive_is_looked_into_or_refused(tmp_path: Path, data: st.DataObject, kind: str) -> None:
    path = _packed(tmp_path / "a", kind)
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole[data.draw(st.integers(0, 8)) :] if data.draw(st.booleans()) else whole)
    assert isinstance(_fault(path), str)


@_FUZZ
@given(st.text(max_size=30))
def test_every_name_gets_an_answer_that_can_be_printed(name: str) -> None:
    assert name_fault(name).isprintable()
    assert shown(name).isprintable()
    assert collisions([name, name.upper()]) or name.upper() == name


@pytest.mark.parametrize(
    "name",
    ["weights/adapter.gguf", "отчёт.md", "説明.md", "Ωmega.md", "naïve café.md", "data/año 2026.csv",
     ".gitignore", "a-b_c.d+e@f"],
)  # fmt: skip
def test_honest_names_of_any_language_pass(name: str) -> None:
    assert name_fault(name) == ""


def test_many_archives_together_cost_no_more_than_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        with tarfile.open(tmp_path / f"{number}.tar.bz2", "w:bz2") as tar:
            info = tarfile.TarInfo("zeros")
            info.size = 2**20
            tar.addfile(info, io.BytesIO(bytes(2**20)))
    assert take_in(tmp_path).faults == []
    monkeypatch.setattr("agora.release.intake.Budget", lambda: Budget(unpacked_bytes=3 * 2**20))
    assert [fault.path for fault in take_in(tmp_path).faults] == ["2.tar.bz2", "3.tar.bz2"]
    monkeypatch.setattr("agora.release.intake.Budget", lambda: Budget(archives=3))
    assert [fault.path for fault in take_in(tmp_path).faults] == ["3.tar.bz2"]
