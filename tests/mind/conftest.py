import pytest
from tests.mind.world import World


@pytest.fixture
def world(tmp_path) -> World:
    workspace = tmp_path / "work space"
    workspace.mkdir()
    return World(tmp_path / "home", workspace)
