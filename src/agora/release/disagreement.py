"""How a comparison of a release's files ends when it does not end well."""

__all__ = ["Disagreement", "Lacking"]


class Disagreement(Exception):
    """Two files tell different things of the same.

    Args:
        path: the one that stands out.
        why: in words that follow the path and a colon.
    """

    def __init__(self, path: str, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"{path}: {why}")


class Lacking(Exception):
    """What would have to be compared is not there."""
