"""What several rooms' tests share."""

import pytest

from agora.config import Limits
from agora.sandbox import Sandbox


@pytest.fixture(scope="session")
def needs_sandbox() -> None:
    """Skip where programs cannot be isolated on this machine."""
    available = Sandbox(Limits()).availability()
    if not available.ok:
        pytest.skip(f"no sandbox: {available.why}")
