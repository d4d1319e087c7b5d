"""The filter, asked for every call in its table, from inside."""

import json
import platform
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from agora.sandbox import Completed
from agora.sandbox.seccomp import AUDIT_ARCH, DENIED, program

HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}

ASK = """
import ctypes, json, sys
libc = ctypes.CDLL(None, use_errno=True)
answers = {}
for name, number in json.loads(sys.argv[1]).items():
    ctypes.set_errno(0)
    libc.syscall(ctypes.c_long(number), *[ctypes.c_long(-1)] * 6)
    answers[name] = ctypes.get_errno()
print(json.dumps(answers))
"""


def test_every_denied_call_is_denied(run: Callable[..., Completed]) -> None:
    column = list(AUDIT_ARCH).index(platform.machine())
    numbers = {name: row[column] for name, row in DENIED.items() if row[column] >= 0}
    done = run("python", "-c", ASK, json.dumps(numbers))
    assert json.loads(done.stdout) == {name: DENIED[name][2] for name in numbers}


@pytest.mark.parametrize("machine", list(HEADERS))
def test_the_numbers_are_the_kernels(machine: str) -> None:
    if not HEADERS[machine].exists():
        pytest.skip("no kernel headers here")
    defined = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", HEADERS[machine].read_text())
    known = {name: int(number) for name, number in defined}
    column = list(AUDIT_ARCH).index(machine)
    ours = {name: row[column] for name, row in DENIED.items() if name in known or row[column] < 0}
    assert ours == {name: known.get(name, -1) for name in ours}
    assert len(ours) > 50


@pytest.mark.parametrize("machine", list(AUDIT_ARCH))
def test_a_filter_is_whole_and_short(machine: str) -> None:
    assert len(program(machine)) % 8 == 0
    assert len(program(machine)) // 8 < 4096  # BPF_MAXINSNS


def test_an_unknown_machine_has_no_filter() -> None:
    with pytest.raises(KeyError):
        program("vax")


@pytest.mark.skipif(platform.machine() != "x86_64", reason="only x86_64 has these other ABIs")
@pytest.mark.parametrize(
    "code",
    [
        "libc.syscall(ctypes.c_long(0x40000000 + 39))",  # x32 getpid
        "import mmap; m = mmap.mmap(-1, 4096, prot=7); "
        "m.write(bytes.fromhex('b814000000cd80c3')); "  # mov eax, 20; int 0x80; ret: i386 getpid
        "ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(m)))()",
    ],
)
def test_another_abi_ends_the_program(run: Callable[..., Completed], code: str) -> None:
    done = run("python", "-c", f"import ctypes; libc = ctypes.CDLL(None); {code}; print('survived')")
    assert (done.exit_code, done.stdout) == (128 + 31, "")  # SIGSYS


def test_ordinary_work_is_allowed(run: Callable[..., Completed]) -> None:
    code = (
        "import subprocess, threading, socket, tempfile, multiprocessing as m, asyncio, ssl\n"
        "t = threading.Thread(target=lambda: None); t.start(); t.join()\n"
        "a, b = socket.socketpair(); a.send(b'x'); assert b.recv(1) == b'x'\n"
        "assert subprocess.check_output(['echo', 'hi']) == b'hi\\n'\n"
        "asyncio.run(asyncio.sleep(0))\n"
        "with m.Pool(2) as p: print(p.map(abs, [-1, -2]))\n"
    )
    done = run("python", "-c", code)
    assert done.stdout == "[1, 2]\n", done
