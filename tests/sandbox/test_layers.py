"""A folder and its layer seen as one: which folder it is, which names lie in it, and what a branch holds."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agora.errors import SandboxError
from agora.sandbox import Workspace


@given(st.lists(st.sampled_from(["..", ".", "", "a", "folder", "up", "etc"]), max_size=8))
def test_no_mixture_of_names_leads_out(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    base = tmp_path_factory.mktemp("mixture")
    (base / "w" / "a" / "a").mkdir(parents=True)
    (base / "w" / "a" / "up").symlink_to("..")
    (base / "w" / "up").symlink_to("a/up/a")
    (base / "w" / "folder").symlink_to(base)
    workspace = Workspace(base / "w")
    try:
        parts = workspace.resolve("/".join(names))
    except SandboxError:
        return
    real = Path(os.path.realpath(workspace.root.joinpath(*parts)))
    assert real.is_relative_to(workspace.root)


def test_a_workspace_that_is_a_link_is_resolved_once(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "link").symlink_to("one")
    workspace = Workspace(tmp_path / "link")
    (tmp_path / "link").unlink()
    (tmp_path / "link").symlink_to("two")
    workspace.write("f", b"x")
    assert (tmp_path / "one" / "f").exists()
    assert not (tmp_path / "two" / "f").exists()


def test_a_workspace_that_vanishes_or_is_replaced(workspace: Workspace, tmp_path: Path) -> None:
    workspace.write("f", b"x")
    workspace.root.rename(tmp_path / "moved")
    with pytest.raises(SandboxError, match="is gone"):
        workspace.read("f")
    workspace.root.mkdir()
    with pytest.raises(SandboxError, match="another folder now"):
        workspace.write("f", b"x")
    workspace.root.rmdir()
    workspace.root.symlink_to(tmp_path / "moved")
    with pytest.raises(SandboxError, match="is gone"):
        workspace.read("f")


@pytest.mark.parametrize("what", ["missing", "file"])
def test_what_cannot_be_a_workspace(tmp_path: Path, what: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SandboxError, match="cannot be used"):
        Workspace(tmp_path / what)


def test_the_whole_disk_is_no_workspace() -> None:
    with pytest.raises(SandboxError, match="cannot be a workspace"):
        Workspace(Path("/"))


def test_a_branch_is_seen_by_nobody_else(workspace: Workspace, tmp_path: Path) -> None:
    for path in ("keep", "change", "d/e", "d/f"):
        workspace.write(path, b"0")
    one, two = workspace.branch(tmp_path / "one"), workspace.branch(tmp_path / "two")
    one.write("change", b"1")
    one.delete("d/e")
    one.write("d/new", b"1")
    two.delete("keep")
    files = {name: {e.path for e in w.walk() if not e.is_folder} for name, w in (("1", one), ("2", two))}
    assert files == {"1": {"keep", "change", "d/f", "d/new"}, "2": {"change", "d/e", "d/f"}}
    assert one.changes() == {"change": (b"0", b"1"), "d/e": (b"0", None), "d/new": (None, b"1")}
    assert {e.path for e in workspace.walk() if not e.is_folder} == {"keep", "change", "d/e", "d/f"}
    one.write("d/e", b"0")
    assert "d/e" not in one.changes()
    # The layer lies on disk: another process sees the same branch.
    assert workspace.branch(tmp_path / "one").changes() == one.changes()
