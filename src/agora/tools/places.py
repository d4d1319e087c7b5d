"""Where in the workspace: what a model wrote as a path, and what to say when nothing is there."""

import stat

from agora.errors import nearest
from agora.sandbox import MOUNT, Workspace

__all__ = ["inside", "is_folder", "must_exist", "shown"]

# Names that are looked through for the one that was perhaps meant.
_MOST_KNOWN = 1_000


def inside(workspace: Workspace, path: str) -> str:
    """Return a path as the workspace takes it; `/` means its root, whose own path is known too."""
    if not path.startswith("/"):
        return path if path.strip() else "."
    for prefix in (str(workspace.root), MOUNT):
        if f"{path}/".startswith(f"{prefix}/"):
            return path[len(prefix) :].lstrip("/") or "."
    return path.lstrip("/") or "."


def is_folder(workspace: Workspace, name: str) -> bool:
    """Return whether a folder is there; raises if nothing is."""
    return stat.S_ISDIR(workspace.stat(name).st_mode)


def must_exist(workspace: Workspace, name: str) -> None:
    """Raise a FileNotFoundError that names the file that was perhaps meant."""
    if workspace.exists(name):
        return
    folder, _, last = name.rpartition("/")
    known: list[str] = []
    if workspace.exists(folder or "."):
        for count, entry in enumerate(workspace.walk(folder or ".")):
            known.append(shown(entry.path))
            if count > _MOST_KNOWN:
                break
    near = nearest(name, known) or next(
        (f"Did you mean {path!r}?" for path in known if path.endswith(f"/{last}")), ""
    )
    here = [path for path in known if "/" not in path.removeprefix(f"{folder}/")][:10]
    if here:
        listed = f"There are {', '.join(map(repr, here))}."
    elif folder and not workspace.exists(folder):
        listed = f"There is no folder {folder!r} either; paths begin at the workspace."
    else:
        listed = "The folder is empty."
    raise FileNotFoundError(f"There is no {name!r} in the workspace. {near or listed}")


def shown(path: str) -> str:
    """Return a path as Unicode; bytes of a name that are none are written out."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
