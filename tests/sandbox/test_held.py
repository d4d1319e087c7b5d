"""Folders that hold a program's writes: cleared away after use, and after a crash."""

import os
import stat
from pathlib import Path

import pytest

from agora.errors import SandboxError
from agora.sandbox import Workspace
from agora.sandbox.held import hold
from agora.sandbox.scratch import clear_stale


def test_a_folder_is_cleared_away_whatever_is_in_it(workspace: Workspace, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with hold(workspace, overlay=True, scratch=scratch) as held:
        assert held.upper is not None
        deep = held.upper
        here = Path.cwd()
        os.chdir(deep)
        for _ in range(2000):
            os.mkdir("d")  # noqa: PTH102 — deeper than any path can be long
            os.chdir("d")
        os.chdir(here)
        (held.upper / "closed").mkdir()
        (held.upper / "closed" / "f").touch()
        (held.upper / "closed").chmod(0)
        (held.upper / "link").symlink_to(workspace.root)
    assert list(scratch.iterdir()) == []
    assert workspace.root.is_dir()


def test_what_a_crash_left_is_cleared_and_what_is_in_use_is_not(workspace: Workspace, tmp_path: Path) -> None:
    left, young, others = (tmp_path / name for name in ("agora-run-left", "agora-run-young", "agora-other"))
    for folder in (left, young, others):
        folder.mkdir()
        (folder / "f").touch()
    with hold(workspace, overlay=False, scratch=tmp_path) as held:
        for folder in (left, others, held.folder):
            os.utime(folder, (0, 0))
        clear_stale(tmp_path)
        assert held.folder.exists()
    assert not left.exists()
    assert young.exists()
    assert others.exists()


def test_a_copy_keeps_modes_and_leaves_special_files_out(workspace: Workspace, tmp_path: Path) -> None:
    workspace.write("tool", b"#!")
    (workspace.root / "tool").chmod(0o755)
    os.mkfifo(workspace.root / "fifo")
    with hold(workspace, overlay=False, scratch=tmp_path) as held:
        copy = held.lowers[0]
        assert [path.name for path in copy.iterdir()] == ["tool"]
        assert stat.S_IMODE((copy / "tool").stat().st_mode) == 0o755
        assert held.take_over() == ({}, [])
    assert (workspace.root / "fifo").exists()


def test_a_workspace_too_large_for_a_copy(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agora.sandbox.held._COPY_BYTES", 10)
    workspace.write("f", b"12345678901")
    with (
        pytest.raises(SandboxError, match="holds more than 10 bytes"),
        hold(workspace, overlay=False),
    ):
        raise AssertionError("not reached")
