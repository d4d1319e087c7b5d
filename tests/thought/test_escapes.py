"""Attempts to leave a thought. None may show a canary, reach a tool that was not lent, or end the host."""

import os
import re
from pathlib import Path

import pytest

from agora.thought import Call, Interpreters, Outcome

CANARY = "canary-7f3a91"
HOST_MEMORY = [f"{CANARY}-memory"]

# {file}: a file of the host that holds a canary. {pid}: the host's process.
ESCAPES = {
    "open": "open('{file}').read()",
    "open for writing": "open('{file}', 'w').write('gone')",
    "open appending": "f = open('{file}', 'a')\nf.write('x')",
    "path": "from pathlib import Path\nPath('{file}').read_text()",
    "path bytes": "from pathlib import Path\nPath('{file}').read_bytes()",
    "path write": "from pathlib import Path\nPath('{file}').write_text('gone')",
    "path unlink": "from pathlib import Path\nPath('{file}').unlink()",
    "path glob": "from pathlib import Path\nlist(Path('/').iterdir())",
    "path rename": "from pathlib import Path\nPath('{file}').rename('/tmp/moved')",
    "path parent": "from pathlib import Path\nPath('../../../../../../{file}').read_text()",
    "path home": "from pathlib import Path\nPath.home()",
    "path exists": "from pathlib import Path\nassert not Path('{file}').exists()",
    "listdir": "import os\nos.listdir('/')",
    "os remove": "import os\nos.remove('{file}')",
    "os open": "import os\nos.open('{file}', 0)",
    "os mkdir": "import os\nos.mkdir('/tmp/made-by-a-thought')",
    "chdir": "import os\nos.chdir('/etc')\nopen('passwd').read()",
    "environment": "import os\nos.environ['AGORA_CANARY']",
    "getenv": "import os\nos.getenv('AGORA_CANARY')",
    "environ get": "from os import environ\nenviron.get('AGORA_CANARY')",
    "proc environ": "open('/proc/self/environ').read()",
    "proc of the host": "open('/proc/{pid}/environ').read()",
    "proc mem": "open('/proc/{pid}/mem', 'rb').read()",
    "proc cmdline": "from pathlib import Path\nPath('/proc/{pid}/cmdline').read_text()",
    "descriptor": "open(0).read()",
    "descriptor 10": "open(10, 'wb').write(b'x')",
    "socket": "import socket\nsocket.create_connection(('127.0.0.1', 80))",
    "urllib": "import urllib.request\nurllib.request.urlopen('http://127.0.0.1')",
    "asyncio connection": "import asyncio\nawait asyncio.open_connection('127.0.0.1', 80)",
    "asyncio subprocess": "import asyncio\nawait asyncio.create_subprocess_shell('id')",
    "subprocess": "import subprocess\nsubprocess.run(['id'])",
    "os system": "import os\nos.system('id')",
    "os popen": "import os\nos.popen('id').read()",
    "os fork": "import os\nos.fork()",
    "os kill": "import os\nos.kill({pid}, 9)",
    "multiprocessing": "import multiprocessing",
    "threading": "import threading",
    "ctypes": "import ctypes\nctypes.string_at(0)",
    "importlib": "import importlib\nimportlib.import_module('os').system('id')",
    "dunder import": "__import__('os').system('id')",
    "pickle": "import pickle\npickle.loads(b'cos\\nsystem\\n(S\"id\"\\ntR.')",
    "marshal": "import marshal",
    "gc": "import gc\ngc.get_objects()",
    "inspect": "import inspect\ninspect.currentframe().f_back",
    "pydantic_monty": "import pydantic_monty",
    "agora": "import agora.config",
    "eval": "eval(\"open('{file}').read()\")",
    "exec": "exec(\"import os\\nos.system('id')\")",
    "eval import": "eval(\"__import__('os')\")",
    "compile": "exec(compile(\"open('{file}')\", 'x', 'exec'))",
    "subclasses": "().__class__.__base__.__subclasses__()",
    "mro": "type(1).__mro__",
    "globals of a function": "def f(): pass\nf.__globals__",
    "code of a function": "def f(): pass\nf.__code__",
    "closure": "def f():\n    x = 1\n    return lambda: x\nf().__closure__",
    "builtins": "__builtins__.open('{file}')",
    "getattr": "getattr(getattr((), '__class__'), '__base__')",
    "frame of an error": "try:\n    1/0\nexcept Exception as e:\n    e.__traceback__.tb_frame.f_globals",
    "coroutine frame": "async def f(): pass\nf().cr_frame.f_globals",
    "type with three arguments": "type('X', (object,), dict(a=1))",
    "metaclass": "class X(type): pass",
    "setattr on a builtin": "str.upper = lambda s: 'x'",
    "sys modules": "import sys\nsys.modules['os']",
    "sys settrace": "import sys\nsys.settrace(print)",
    "sys stdout": "import sys\nsys.stdout.buffer.raw",
    "format attribute": "'{{0.__class__.__init__.__globals__}}'.format(recall)",
    "format of a tool": "'{{0.__globals__}}'.format(files)",
    "f-string": "f'{{recall.__globals__}}'",
    "format_map": "'{{a.__class__}}'.format_map({{'a': recall}})",
    "a tool's globals": "recall.__globals__",
    "a tool's self": "files.read.__self__",
    "a tool not lent": "shell('id')",
    "a family's tool not lent": "files.write('{file}', 'gone')",
    "a dunder tool": "__tool__('shell', ('id',), {{}})",
    "a forged family": "web = type(files)('web')\nweb.fetch('http://127.0.0.1')",
    "a guest's own function": "__bind.__globals__",
    "a host function stolen": "__tool_9('id')",
    "a class of a tool's name": "class shell:\n    def go(self): pass\nshell.go.__globals__",
    "input": "input('password? ')",
    "breakpoint": "breakpoint()",
    "memory of the host": "HOST_MEMORY",
    "help": "license()",
    "locals": "assert 'HOST_MEMORY' not in locals()\nlocals()['HOST_MEMORY']",
    "print to a file": "print('x', file=open('{file}', 'w'))",
    "json load of a path": "import json\njson.load(open('{file}'))",
    "csv of a path": "import csv\nlist(csv.reader(open('{file}')))",
    "hashlib file": "import hashlib\nhashlib.file_digest(open('{file}', 'rb'), 'sha256')",
    "urandom": "import os\nos.urandom(8)",
}


@pytest.mark.parametrize("name", ESCAPES)
def test_nothing_gets_out(name: str, lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(f"{CANARY}-file")
    monkeypatch.setenv("AGORA_CANARY", f"{CANARY}-environment")
    code = ESCAPES[name].format(file=file, pid=os.getpid())
    before = set(tmp_path.iterdir())
    seen: list[str] = []

    async def body(interpreters: Interpreters) -> Outcome:
        interpreter = await interpreters.open(seed=1, tools=lab.tools)
        await lab.finish(interpreter, "mine = 1")
        step = await interpreter.start(code, clock=0.0)
        while isinstance(step, Call):
            seen.append(repr(step))
            assert step.name in lab.tools
            step = await interpreter.resume(None)
        assert (await lab.finish(interpreter, "mine")).value == 1  # and the session goes on
        return step

    outcome = lab.run(body)
    assert outcome.error, f"it ran to its end: {outcome}"
    shown = outcome.output + outcome.error + repr(outcome.value) + "".join(seen)
    assert CANARY not in shown
    assert not re.search(r"uid=\d|root:x:|AGORA_CANARY=", shown)
    assert file.read_text() == f"{CANARY}-file"
    assert set(tmp_path.iterdir()) == before
    assert not Path("/tmp/made-by-a-thought").exists()


def test_there_are_enough_attempts() -> None:
    assert len(ESCAPES) >= 60
