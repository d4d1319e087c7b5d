import pytest

from agora.tools.patterns import Pattern, host_matches, host_of

CASES = [
    # pattern, value, fits "always", fits "never"
    (Pattern("is", "ls"), "ls", True, True),
    (Pattern("is", "ls"), "ls ", False, False),
    (Pattern("is", "5"), 5, False, False),
    (Pattern("json", "5"), 5, True, True),
    (Pattern("json", "5"), "5", False, False),
    (Pattern("json", '{"a": 1, "b": 2}'), {"b": 2, "a": 1}, True, True),
    (Pattern("under", "notes"), "notes", True, True),
    (Pattern("under", "notes"), "./notes/a/b", True, True),
    (Pattern("under", "notes"), "/notes/a", True, True),
    (Pattern("under", "notes"), "/workspace/notes/a", True, True),
    (Pattern("under", "notes"), "notes2/a", False, False),
    (Pattern("under", "notes"), "notes/../b", False, True),
    (Pattern("under", "notes"), "a/../notes/b", True, True),
    (Pattern("under", "notes"), "../notes/b", False, True),
    (Pattern("under", "notes"), "/home/ana/project/notes/b", False, True),
    (Pattern("prefix", "git status"), "git status", True, True),
    (Pattern("prefix", "git status"), " git status -s src/ ", True, True),
    (Pattern("prefix", "git status"), "git statuses", False, True),
    (Pattern("prefix", "git status"), "git status; rm -rf .", False, True),
    (Pattern("prefix", "git status"), "git status && x", False, True),
    (Pattern("prefix", "git status"), "git status $(x)", False, True),
    (Pattern("prefix", "git status"), "git status `x`", False, True),
    (Pattern("prefix", "git status"), "git status > x", False, True),
    (Pattern("prefix", "git status"), "git status\nrm x", False, True),
    (Pattern("prefix", "git status"), "git status 'x'", False, True),
    (Pattern("prefix", "git status"), "git status *", False, True),
    (Pattern("prefix", "rm"), "ls; rm x", False, True),
    (Pattern("host", "example.org"), "https://EXAMPLE.org:8080/x", True, True),
    (Pattern("host", "example.org"), "https://a.example.org/", False, False),
    (Pattern("host", "*.example.org"), "https://a.example.org/", True, True),
    (Pattern("host", "example.org"), "https://example.org.evil.test/", False, False),
    (Pattern("host", "example.org"), "https://example.org@evil.test/", False, False),
    (Pattern("host", "example.org"), None, False, False),
]


@pytest.mark.parametrize(("pattern", "value", "always", "never"), CASES)
def test_patterns(pattern: Pattern, value, always: bool, never: bool):
    assert (pattern.fits(value, "always"), pattern.fits(value, "never")) == (always, never)


@pytest.mark.parametrize(
    ("host", "pattern", "matches"),
    [
        ("example.org", "example.org", True),
        ("Example.ORG.", "example.org", True),
        ("a.b.example.org", "*.example.org", True),
        (".example.org", "*.example.org", False),
        ("badexample.org", "*.example.org", False),
        ("example.org", "*", False),
        ("org", "*.", False),
        ("", "", False),
        ("", "*.", False),
    ],
)
def test_hosts(host: str, pattern: str, matches: bool):
    assert host_matches(host, pattern) is matches


@pytest.mark.parametrize(
    "url", ["", "example.org", "http://[::1", "http://a b/", "http://u@h/", "http://h\\x/", "http://h\n/"]
)
def test_a_doubtful_url_has_no_host(url: str):
    assert host_of(url) == ""
