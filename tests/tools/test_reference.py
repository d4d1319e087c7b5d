"""The tools as the model, the API and the docs see them. A model is trained on these very signatures."""

from agora.config import Settings, Web
from agora.tools import BUILT_IN, builtin_toolbox, reference

SIGNATURES = """\
answer(value)
plan(steps, reason='')
check(condition, message='')
help(name='')
ask_user(question, choices=[])
remember(statement, about='')
recall(query, k=5, when='')
forget(query)
files.read(path, start=1, lines=400)
files.write(path, text)
files.edit(path, old, new, all=False)
files.search(pattern, path='.', limit=50)
files.list(path='.', pattern='*')
shell(command, timeout_s=60)
python(code, timeout_s=60)
web.fetch(url)
solve.sat(variables, constraints, minimize='', maximize='')
solve.schedule(tasks, capacity={}, horizon=0)
solve.plan(domain, problem)
skills.keep(name, description, source, tests)
skills.find(query)
"""


def test_the_signatures_are_the_ones_that_models_are_trained_on():
    assert "".join(f"{tool.signature}\n" for tool in BUILT_IN) == SIGNATURES


def test_effects_and_traits():
    traits = {t.name: f"{t.effect}{' outward' * t.outward}{' contained' * t.contained}" for t in BUILT_IN}
    assert {name for name, said in traits.items() if said == "write contained"} == {
        "files.write", "files.edit", "shell", "python",
    }  # fmt: skip
    assert {name for name, said in traits.items() if "outward" in said} == {"web.fetch"}
    assert {t.name for t in BUILT_IN if t.untrusted and t.private} >= {"files.read", "shell", "python"}
    assert {t.name for t in BUILT_IN if t.effect == "act"} == {"forget"}


def test_every_tool_is_documented_argument_by_argument():
    for tool in BUILT_IN:
        assert len(tool.summary) <= 110, tool.name
        assert "\nExample:\n" in tool.doc, tool.name
        for parameter in tool.parameters:
            assert f"\n    {parameter.name}: " in tool.doc, f"{tool.name}: {parameter.name}"
        assert tool.arguments.model_json_schema()["type"] == "object"


def test_the_page_has_every_tool():
    page = reference(BUILT_IN)
    for tool in BUILT_IN:
        assert f"\n### `{tool.signature}`\n" in page
        assert tool.summary in page
    assert "- `start` (int): first line, from 1." in page
    assert '```python\nfiles.read("notes.txt")\n```' in page


def test_the_web_is_there_once_hosts_are_listed():
    assert "web.fetch" not in builtin_toolbox(Settings())
    assert builtin_toolbox(Settings(web=Web(hosts=("example.org",)))).names == [
        tool.name for tool in BUILT_IN
    ]
