import os
import stat
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agora.errors import UsageError
from agora.tools import Pattern, Rules


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    return Rules(tmp_path / "home" / "rules.toml", clock=lambda: 1_800_000_000)


def test_no_file_means_no_rules(rules: Rules):
    assert rules.list() == ()


def test_the_file_is_readable_private_and_whole(rules: Rules, tmp_path: Path):
    rule = rules.add("always", "shell", {"command": Pattern("prefix", "git status")})
    path = tmp_path / "home" / "rules.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    [table] = tomllib.loads(path.read_text())["rule"]
    assert table == {
        "id": rule.id,
        "decision": "always",
        "tool": "shell",
        "arguments": {"command": {"prefix": "git status"}},
        "added": "2027-01-15T08:00:00+00:00",
    }
    assert sorted(p.name for p in path.parent.iterdir()) == [".rules.lock", "rules.toml"], "no leftovers"


def test_revoke_takes_one_and_suggests(rules: Rules):
    kept, gone = rules.add("always", "shell"), rules.add("never", "python")
    assert rules.revoke(gone.id) == gone
    assert rules.list() == (kept,)
    with pytest.raises(UsageError, match=f"There is no rule '{gone.id}'"):
        rules.revoke(gone.id)


def test_a_change_by_somebody_else_is_seen(rules: Rules, tmp_path: Path):
    rules.add("always", "shell")
    Rules(tmp_path / "home" / "rules.toml").add("never", "python")
    assert [rule.tool for rule in rules.list()] == ["shell", "python"]
    (tmp_path / "home" / "rules.toml").unlink()
    assert rules.list() == ()


def test_two_writers_lose_nothing(tmp_path: Path):
    path = tmp_path / "rules.toml"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: Rules(path).add("always", f"tool{n}"), range(24)))
    assert len(Rules(path).list()) == 24


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[rule]\n", "line 1"),
        ("[[rule]]\ntool = 'shell'\n", "decision = None"),
        ("[[rule]]\ndecision = 'always'\n", "tool = None"),
        ("[[rule]]\ndecision = 'maybe'\ntool = 'shell'\n", "'maybe' is neither"),
        ("[[rule]]\ndecision = 'never'\ntool = 'x'\narguments.a = { like = 'b' }\n", "is no pattern"),
        (
            "[[rule]]\ndecision = 'never'\ntool = 'x'\narguments.a = { is = 'b', under = 'c' }\n",
            "is no pattern",
        ),
        (
            "[[rule]]\ndecision = 'never'\ntool = 'x'\ntoool = 'y'\n",
            "'toool' is no key of a rule. Did you mean 'tool'",
        ),
        ("[[rules]]\ndecision = 'never'\n", "'rules' is no key of a rules file. Did you mean 'rule'"),
        ("rule = 3\n", "'rule' must be written as"),
        ("rule = [3]\n", "3 is no key"),
        ("\xff\xfe", "codec"),
    ],
)
def test_damage_is_told_and_nothing_is_written_over_it(rules: Rules, tmp_path: Path, text: str, message: str):
    path = tmp_path / "home" / "rules.toml"
    path.parent.mkdir()
    path.write_bytes(text.encode("latin-1"))
    for attempt in (rules.list, lambda: rules.add("always", "shell"), lambda: rules.revoke("x")):
        with pytest.raises(UsageError) as caught:
            attempt()
        assert message in str(caught.value)
        assert str(path) in str(caught.value)
    assert path.read_bytes() == text.encode("latin-1")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        Rules(blocked / "rules.toml").add("always", "shell")


@pytest.mark.skipif(os.name == "nt", reason="no symbolic links")
def test_a_link_in_the_files_place_is_replaced_not_followed(rules: Rules, tmp_path: Path):
    victim = tmp_path / "victim"
    victim.write_text("")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "rules.toml").symlink_to(victim)
    rules.add("always", "shell")
    assert victim.read_text() == ""


@given(st.text(), st.text(min_size=1), st.sampled_from(["is", "under", "prefix", "host", "json"]))
def test_any_text_survives_the_file(text: str, name: str, kind):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.toml"
        rule = Rules(path).add("never", "tool", {name: Pattern(kind, text)})
        assert Rules(path).list() == (rule,)


def test_text_that_is_no_unicode_is_refused(rules: Rules):
    with pytest.raises(UsageError, match="no Unicode"):
        rules.add("always", "shell", {"command": Pattern("is", "\ud800")})
    assert rules.list() == ()
