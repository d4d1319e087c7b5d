"""The policy as a truth table, and as properties that no combination may break."""

import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agora.config import Web
from agora.tools import BUILT_IN, Pattern, Policy, PolicyCall, Rule, Rules, Tool

TOOLS = {tool.name: tool for tool in BUILT_IN}


def _of(effect: Any, **traits: Any) -> Tool:
    return Tool(traits.pop("name", f"shop.{effect}"), lambda context, **args: None, effect, **traits)


PURE, READ, WRITE, ACT = (_of(effect) for effect in ("pure", "read", "write", "act"))
CONTAINED = _of("write", contained=True)
POST = _of("write", outward=True, contained=True)
FETCH = TOOLS["web.fetch"]
PAGE = {"url": "https://example.org/a"}


class KnownRules(Rules):
    """Rules without a file."""

    def __init__(self, *known: Rule) -> None:
        super().__init__(Path("/nonexistent/rules.toml"))
        self._known = known

    def list(self) -> tuple[Rule, ...]:
        return self._known


@dataclass
class Persona:
    name: str = "strict"
    policy: dict[str, str] = field(default_factory=dict)


def decide(tool: Tool, args: Any = None, *, seen: str = "", rules: Rules | None = None, **mode: Any) -> str:
    policy = Policy(rules or KnownRules(), web=Web(hosts=("example.org", "*.example.net")), **mode)
    call = PolicyCall(tool, args or {}, untrusted_seen="u" in seen, private_seen="p" in seen)
    return policy.decide(call).decision


TABLE = [
    # tool, arguments, seen nothing, untrusted, private, both; then the same with --yes
    (PURE, {}, "allow allow allow allow", "allow allow allow allow"),
    (READ, {}, "allow allow allow allow", "allow allow allow allow"),
    (WRITE, {}, "ask ask ask ask", "ask ask ask ask"),
    (CONTAINED, {}, "ask ask ask ask", "allow allow allow allow"),
    (POST, {}, "ask ask ask ask", "ask ask ask ask"),
    (ACT, {}, "ask ask ask ask", "ask ask ask ask"),
    (FETCH, PAGE, "allow ask ask ask", "allow ask ask ask"),
    (FETCH, {"url": "https://a.example.net/"}, "allow ask ask ask", "allow ask ask ask"),
    (FETCH, {"url": "https://evil.test/"}, "deny deny deny deny", "deny deny deny deny"),
    (FETCH, {"url": "https://example.org@evil.test/"}, "deny deny deny deny", "deny deny deny deny"),
    (FETCH, {"url": r"https://evil.test\@example.org/"}, "deny deny deny deny", "deny deny deny deny"),
    (FETCH, {"url": "gibberish"}, "deny deny deny deny", "deny deny deny deny"),
    (TOOLS["remember"], {"statement": "x"}, "allow ask allow ask", "allow ask allow ask"),
    (TOOLS["recall"], {"query": "x"}, "allow allow allow allow", "allow allow allow allow"),
    (TOOLS["forget"], {"query": "x"}, "ask ask ask ask", "ask ask ask ask"),
    (TOOLS["skills.keep"], {"name": "x"}, "ask ask ask ask", "ask ask ask ask"),
    (TOOLS["skills.find"], {"query": "x"}, "allow allow allow allow", "allow allow allow allow"),
    (TOOLS["files.read"], {"path": "a"}, "allow allow allow allow", "allow allow allow allow"),
    (TOOLS["files.write"], {"path": "a"}, "ask ask ask ask", "allow allow allow allow"),
    (TOOLS["files.edit"], {"path": "a"}, "ask ask ask ask", "allow allow allow allow"),
    (TOOLS["shell"], {"command": "ls"}, "ask ask ask ask", "allow allow allow allow"),
    (TOOLS["python"], {"code": "1"}, "ask ask ask ask", "allow allow allow allow"),
    (TOOLS["ask_user"], {"question": "?"}, "allow allow allow allow", "allow allow allow allow"),
]


@pytest.mark.parametrize(
    ("tool", "args", "plain", "with_yes"), TABLE, ids=lambda value: getattr(value, "name", "")
)
@pytest.mark.parametrize("attended", [True, False])
def test_truth_table(tool: Tool, args: dict[str, Any], plain: str, with_yes: str, attended: bool):
    for words, yes in ((plain, False), (with_yes, True)):
        found = [decide(tool, args, seen=seen, yes=yes, attended=attended) for seen in ("", "u", "p", "up")]
        assert found == words.split(), f"yes={yes}"


def test_every_built_in_tool_is_in_the_table():
    pure = {tool.name for tool in BUILT_IN if tool.effect == "pure"}
    tested = {tool.name for tool, *_ in TABLE} | pure | {"files.search", "files.list"}
    assert set(TOOLS) <= tested
    assert all(decide(TOOLS[name], seen="up") == "allow" for name in pure | {"files.search", "files.list"})


def test_an_unlisted_host_is_named_in_the_reason():
    verdict = Policy(KnownRules()).decide(PolicyCall(FETCH, PAGE))
    assert verdict.decision == "deny"
    assert "the web is off" in verdict.reason
    assert "'example.org'" in verdict.reason


def test_nobody_there_is_part_of_the_reason():
    assert "nobody" in Policy(KnownRules(), attended=False).decide(PolicyCall(WRITE)).reason
    assert "nobody" not in Policy(KnownRules()).decide(PolicyCall(WRITE)).reason


def test_a_rule_answers_beforehand_and_is_named():
    rule = Rule("r1", "always", "files.write", {"path": Pattern("under", "notes")})
    verdict = Policy(KnownRules(rule)).decide(
        PolicyCall(TOOLS["files.write"], {"path": "notes/a", "text": ""})
    )
    assert verdict.decision == "allow"
    assert verdict.reason == "rule r1: always files.write(path under 'notes')"
    assert decide(TOOLS["files.write"], {"path": "notes/../b"}, rules=KnownRules(rule)) == "ask"


def test_never_is_stronger_than_always_and_yes():
    always, never = (
        Rule("a", "always", "shell"),
        Rule("n", "never", "shell", {"command": Pattern("prefix", "rm")}),
    )
    rules = KnownRules(always, never)
    assert decide(TOOLS["shell"], {"command": "ls"}, rules=rules) == "allow"
    assert decide(TOOLS["shell"], {"command": "ls && rm x"}, rules=rules, yes=True) == "deny"


def test_a_host_rule_lifts_one_sight_but_not_the_rule_of_two():
    rules = KnownRules(Rule("r", "always", "web.fetch", {"url": Pattern("host", "example.org")}))
    assert [decide(FETCH, PAGE, seen=s, rules=rules) for s in ("u", "p", "up")] == ["allow", "allow", "ask"]


def test_an_act_is_lifted_only_by_its_exact_arguments():
    pay = _of("act", name="shop.pay")
    args = {"to": "ana", "euros": 5}
    broad = KnownRules(
        Rule("b", "always", "shop.pay"), Rule("c", "always", "shop.pay", {"to": Pattern("is", "ana")})
    )
    exact = KnownRules(
        Rule("e", "always", "shop.pay", {"to": Pattern("is", "ana"), "euros": Pattern.exactly(5)})
    )
    assert decide(pay, args, rules=broad) == "ask"
    assert decide(pay, args, rules=exact) == "allow"
    assert decide(pay, {**args, "euros": 6}, rules=exact) == "ask"
    assert decide(pay, args, rules=exact, seen="up") == "ask"


@pytest.mark.parametrize("key", ["shell", "write"])
def test_a_persona_can_forbid(key: str):
    assert (
        decide(TOOLS["shell"], {"command": "ls"}, persona=Persona(policy={key: "deny"}), yes=True) == "deny"
    )


def test_a_persona_can_ask_but_never_loosen():
    assert decide(TOOLS["files.read"], {"path": "a"}, persona=Persona(policy={"files.*": "ask"})) == "ask"
    assert decide(ACT, persona=Persona(policy={"act": "allow", "shop.act": "allow"})) == "ask"
    assert decide(READ, persona=Persona(policy={"read": "ask", "shop.read": "deny"})) == "deny"


def test_a_damaged_rules_file_denies_all_but_computing(tmp_path: Path):
    path = tmp_path / "rules.toml"
    path.write_text("[[rule]\n")
    rules = Rules(path)
    assert decide(PURE, rules=rules) == "allow"
    assert {decide(tool, rules=rules, yes=True) for tool in (READ, WRITE, CONTAINED, ACT)} == {"deny"}
    reason = Policy(rules).decide(PolicyCall(READ)).reason
    assert str(path) in reason
    assert "line 1" in reason


@pytest.mark.parametrize(
    ("tool", "args", "same", "other"),
    [
        (
            "files.write",
            {"path": "a b.txt", "text": "1"},
            {"path": "./a b.txt", "text": "2"},
            {"path": "c", "text": "1"},
        ),
        (
            "shell",
            {"command": "rm *", "timeout_s": 60.0},
            {"command": "rm *", "timeout_s": 9.0},
            {"command": "rm *x"},
        ),
        ("python", {"code": "print(1)"}, {"code": "print(1)"}, {"code": "print(2)"}),
        ("web.fetch", PAGE, {"url": "http://example.org/b"}, {"url": "https://a.example.net/"}),
    ],
)
def test_always_remembers_enough_and_no_more(tmp_path: Path, tool: str, args: Any, same: Any, other: Any):
    policy = Policy(Rules(tmp_path / "rules.toml"), web=Web(hosts=("example.org", "*.example.net")))
    policy.remember(tool, args, "always")
    judged = [policy.decide(PolicyCall(TOOLS[tool], a, untrusted_seen=True)).decision for a in (args, same)]
    assert judged == ["allow", "allow"]
    if other is not None:
        assert policy.decide(PolicyCall(TOOLS[tool], other, untrusted_seen=True)).decision == "ask"
    policy.remember(tool, args, "never")
    assert policy.decide(PolicyCall(TOOLS[tool], args)).decision == "deny"
    assert len(Rules(tmp_path / "rules.toml").list()) == 1, "the later answer replaces the earlier"


VALUES = st.one_of(
    st.sampled_from(["a", "ana", "https://example.org/", "ls", ""]), st.integers(0, 2), st.none()
)
ARGS = st.dictionaries(st.sampled_from(["url", "path", "command", "to"]), VALUES, max_size=3)
PATTERNS = st.one_of(
    st.builds(
        Pattern, st.sampled_from(["is", "under", "prefix", "host", "json"]), st.sampled_from(["a", "", "1"])
    ),
    VALUES.map(Pattern.exactly),
)
TOOL = st.builds(
    Tool,
    name=st.sampled_from(["shop.pay", "web.fetch", "remember", "shell"]),
    function=st.just(lambda context: None),
    effect=st.sampled_from(["pure", "read", "write", "act"]),
    outward=st.booleans(),
    untrusted=st.booleans(),
    private=st.booleans(),
    contained=st.booleans(),
)
RULE = st.builds(
    Rule,
    id=st.just("r"),
    decision=st.sampled_from(["always", "never"]),
    tool=st.sampled_from(["shop.pay", "web.fetch", "remember", "shell"]),
    arguments=st.dictionaries(st.sampled_from(["url", "path", "command", "to"]), PATTERNS, max_size=3),
)
PERSONA = st.builds(
    Persona,
    policy=st.dictionaries(
        st.sampled_from(["act", "read", "write", "shop.*", "shell"]),
        st.sampled_from(["ask", "deny", "allow"]),
    ),
)


@settings(max_examples=500)
@given(TOOL, ARGS, st.lists(RULE, max_size=4), PERSONA, *[st.booleans()] * 4)
def test_no_combination_lets_harm_pass_silently(
    tool: Tool,
    args: Any,
    rules: list[Rule],
    persona: Persona,
    yes: bool,
    attended: bool,
    untrusted: bool,
    private: bool,
):
    policy = Policy(
        KnownRules(*rules), persona=persona, web=Web(hosts=("example.org",)), yes=yes, attended=attended
    )
    verdict = policy.decide(PolicyCall(tool, args, untrusted_seen=untrusted, private_seen=private))
    passed = verdict.decision == "allow"
    said_yes = any(
        rule.decision == "always"
        and rule.tool == tool.name
        and rule.arguments == {name: Pattern.exactly(value) for name, value in args.items()}
        for rule in rules
    )
    if tool.effect == "act":
        assert not passed or said_yes, "an act passes only on a person's yes to this very call"
    if untrusted and private and (tool.effect == "act" or tool.outward):
        assert not passed, "the rule of two"
    if tool.outward and tool.effect == "read" and passed:
        assert args.get("url") == "https://example.org/", "only listed hosts"
    if any(rule.decision == "never" and rule.applies(tool.name, args) for rule in rules):
        assert verdict.decision == "deny"
    if "deny" in (persona.policy.get(tool.name), persona.policy.get(tool.effect)):
        assert verdict.decision == "deny"


@given(TOOL, ARGS, st.lists(RULE, max_size=3), PERSONA, st.booleans())
def test_seeing_more_never_allows_more(tool: Tool, args: Any, rules: list[Rule], persona: Persona, yes: bool):
    policy = Policy(KnownRules(*rules), persona=persona, web=Web(hosts=("example.org",)), yes=yes)
    allowed = {
        seen: policy.decide(PolicyCall(tool, args, *seen)).decision == "allow"
        for seen in itertools.product([False, True], repeat=2)
    }
    for less, more in itertools.product(allowed, repeat=2):
        if all(a <= b for a, b in zip(less, more, strict=True)):
            assert allowed[less] >= allowed[more]


def test_no_rule_lets_untrusted_input_be_remembered_unasked(tmp_path: Path):
    policy = Policy(Rules(tmp_path / "rules.toml"))
    policy.remember("remember", {"statement": "a"}, "always")
    call = PolicyCall(TOOLS["remember"], {"statement": "a"}, untrusted_seen=True)
    assert policy.decide(call).decision == "ask"
