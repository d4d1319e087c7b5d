"""Files that other programs obey unasked, outside of every sandbox, as the person who uses the folder.

git runs hooks and what its settings name, at a mere `git status`; editors and shells run what they find when
a folder is opened or entered. What a program in the sandbox leaves in such a file is therefore no change like
another. A Makefile or a test is: it runs when a person runs it, and is what a workspace is for.
"""

__all__ = ["obeyed_unasked"]

_FOLDERS = {".vscode", ".idea", ".devcontainer", ".husky"}
_FILES = {".envrc", ".pre-commit-config.yaml"}
# Beneath .git: settings, what redirects git to other ones, and hooks. The rest is data.
_GIT_FILES = {"config", "config.worktree", "commondir", "gitdir"}


def obeyed_unasked(path: str) -> bool:
    """Return whether other programs act on the file at a path without being asked to.

    >>> [obeyed_unasked(path) for path in (".git/hooks/pre-commit", "lib/.git/config", ".envrc", "a/.git")]
    [True, True, True, True]
    >>> [obeyed_unasked(path) for path in (".git/objects/ab/cd", ".git/index", "Makefile", "hooks/a")]
    [False, False, False, False]
    """
    *folders, name = path.casefold().split("/")
    if ".git" in folders:
        return name in _GIT_FILES or "hooks" in folders[folders.index(".git") :]
    # HEAD makes of any folder a repository that git takes settings from.
    return name in {".git", "head"} | _FILES or not _FOLDERS.isdisjoint(folders)
