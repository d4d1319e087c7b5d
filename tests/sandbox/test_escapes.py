"""Programs that try to get out of the sandbox: none does, and nothing of the host is touched.

Each attempt is a body in Python that returns something true if it got out; `facts` says what an attacker may
know about the host. A program ends with one line: `ESCAPED`, or `blocked` and why. An attempt that breaks
down before it tried anything writes neither, and so does not pass for a blocked one.
"""

# One attempt a line is easier to read and to count than wrapped ones.
# ruff: noqa: E501

import json
import subprocess
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from agora.sandbox import Completed

PRELUDE = """
import ctypes, errno, glob, json, mmap, os, resource, signal, socket, struct, subprocess, sys, threading, time
facts = json.loads(sys.stdin.readline())
libc = ctypes.CDLL(None, use_errno=True)

def call(name, *args):
    ctypes.set_errno(0)
    got = libc.syscall(ctypes.c_long(facts["numbers"][name]), *[ctypes.c_long(a) if isinstance(a, int) else a for a in args])
    if got == -1:
        raise OSError(ctypes.get_errno(), name)
    return True

def read(path):
    return open(path, "rb").read()

def reads(pattern):
    for path in glob.glob(pattern):
        try:
            yield read(path)
        except OSError:
            pass

def program(*argv):
    done = subprocess.run(argv, capture_output=True, timeout=20)
    if done.returncode:
        raise OSError(0, (done.stdout + done.stderr).decode(errors="replace")[-150:])
    return done.stdout

def attempt():
{body}

try:
    print("ESCAPED" if attempt() else "blocked: came back with nothing")
except (OSError, MemoryError, ValueError) as error:
    print("blocked:", type(error).__name__, error)
"""

# name → (body, reached without the sandbox too: then the test proves that the attempt itself works)
ATTEMPTS: dict[str, tuple[str, bool]] = {
    # ---- files
    "file outside": ("return read(facts['secret'])", True),
    "parent folders": ("return read('../' * 30 + facts['secret'][1:])", True),
    "link to a file outside": ("return read('link')", True),
    "link to a folder outside": ("return read('folder_link/secret')", True),
    "relative link outside": ("return read('relative_link')", True),
    "write through a link": ("return open('folder_link/writable', 'w').write('x')", False),
    "hard link to a file outside": ("os.link(facts['secret'], 'stolen'); return read('stolen')", True),
    "rename to the outside": (
        "open('mine', 'w').close(); return not os.rename('mine', facts['outside'] + '/mine')",
        False,
    ),
    "delete outside": ("return not os.unlink(facts['outside'] + '/writable')", False),
    "shadow": ("return read('/etc/shadow')", False),
    "host's accounts": ("return len(read('/etc/passwd').splitlines()) > 2", True),
    "home folders": ("return os.listdir('/home') or os.listdir(facts['home'] + '/.ssh')", False),
    "keys in home": ("return glob.glob('/home/*/.ssh') + glob.glob(facts['home'] + '/.[a-oq-z]*')", False),
    "machine id": ("return read('/etc/machine-id') + read('/var/lib/dbus/machine-id')", False),
    "the host's workspace by its own path": ("return os.listdir(facts['host_workspace'])", True),
    "change the system": ("return open('/usr/bin/agora-was-here', 'w')", False),
    "change the interpreter": ("return open(os.path.join(sys.base_prefix, 'agora-was-here'), 'w')", False),
    "change the root": ("return open('/agora-was-here', 'w')", False),
    "sysfs": ("return os.listdir('/sys/class')", True),
    "host's /run": ("return os.listdir('/run')", True),
    "open_by_handle": ("return call('open_by_handle_at', -100, 0, 0)", False),
    # ---- environment and /proc
    "environment": ("return 'CANARY' in os.environ or 'AGORA_API_KEY' in os.environ", True),
    "environment of process 1": ("return b'CANARY' in read('/proc/1/environ')", False),
    "environments of all": ("return any(b'CANARY' in d for d in reads('/proc/[0-9]*/environ'))", True),
    "host's process": ("return facts['pid'] > 300 and read('/proc/%d/cmdline' % facts['pid'])", True),
    "arguments of process 1": (
        "return facts['outside'].encode() in read('/proc/1/cmdline') or facts['host_workspace'].encode() in read('/proc/1/cmdline')",
        False,
    ),
    "root by /proc/self/root": ("return read('/proc/self/root' + facts['secret'])", True),
    "root by /proc/1/root": ("return read('/proc/1/root' + facts['secret'])", False),
    "cwd of process 1": ("return read('/proc/1/cwd/../' + facts['secret'])", False),
    "descriptors of process 1": (
        "return any(os.path.isdir(p) or facts['outside'] in os.readlink(p) for p in glob.glob('/proc/1/fd/*'))",
        False,
    ),
    "inherited descriptors": (
        "return [p for p in os.listdir('/proc/self/fd') if int(p) > 2 and os.path.exists('/proc/self/fd/' + p)]",
        False,
    ),
    "memory of process 1": ("return open('/proc/1/mem', 'r+b')", False),
    "own memory by /proc": ("return open('/proc/self/mem', 'r+b')", True),
    "sysrq": ("return open('/proc/sysrq-trigger', 'w').write('h')", False),
    "core pattern": ("return open('/proc/sys/kernel/core_pattern', 'w').write('|/tmp/x')", False),
    "kernel memory": ("return read('/proc/kcore')[:1]", False),
    "id map": ("return open('/proc/self/uid_map', 'w').write('0 0 1')", False),
    # ---- network
    "tcp": ("return socket.create_connection(('127.0.0.1', facts['tcp']), 5)", True),
    "udp": ("return socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', facts['udp']))", True),
    "ipv6": ("return socket.socket(socket.AF_INET6)", False),
    "raw socket": ("return socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)", False),
    "packet socket": ("return socket.socket(socket.AF_PACKET, socket.SOCK_RAW)", False),
    "netlink": ("return socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)", True),
    "vsock": ("return socket.socket(socket.AF_VSOCK)", False),
    "kernel crypto socket": ("return socket.socket(38, socket.SOCK_SEQPACKET)", False),
    "abstract unix socket": (
        "s = socket.socket(socket.AF_UNIX); s.connect('\\0' + facts['abstract']); return True",
        True,
    ),
    "unix socket in the workspace": (
        "s = socket.socket(socket.AF_UNIX); s.connect('socket'); return True",
        True,
    ),
    "name service": ("return socket.getaddrinfo('example.org', 80)", False),
    "name service socket": (
        "s = socket.socket(socket.AF_UNIX); s.connect('/run/systemd/resolve/io.systemd.Resolve'); return True",
        False,
    ),
    "docker socket": (
        "s = socket.socket(socket.AF_UNIX); s.connect('/var/run/docker.sock'); return True",
        False,
    ),
    # ---- privileges
    "become root": ("os.setuid(0); return os.getuid() == 0 and read('/etc/shadow')", False),
    "set-uid program": ("return b'uid=0' in program('su', '-c', 'id')", False),
    "sudo": ("return program('sudo', '-n', 'id')", False),
    "own set-uid file": (
        "open('me', 'w').write('x'); os.chmod('me', 0o4755); os.chown('me', 0, 0); return os.stat('me').st_uid == 0 != os.getuid()",
        False,
    ),
    "new privileges": ("return 'NoNewPrivs:\\t1' not in open('/proc/self/status').read()", True),
    "capabilities": (
        "return int([l for l in open('/proc/self/status') if l.startswith('CapEff')][0].split()[1], 16) & ~0b1010",
        False,
    ),
    "capability bounding set": (
        "return int([l for l in open('/proc/self/status') if l.startswith('CapBnd')][0].split()[1], 16)",
        True,
    ),
    "new user namespace": ("return program('unshare', '-Ur', 'id')", False),
    "clone with a namespace": (
        "ctypes.set_errno(0); n = 56 if facts['machine'] == 'x86_64' else 220; pid = libc.syscall(n, 0x10000000 | 17, 0, 0, 0, 0); pid == 0 and os._exit(0); return pid > 0",
        False,
    ),
    "clone3": ("return call('clone3', ctypes.create_string_buffer(88), 88)", False),
    "join a namespace": ("return call('setns', os.open('/proc/1/ns/net', os.O_RDONLY), 0)", False),
    "mount": ("return call('mount', b'none', b'/tmp', b'tmpfs', 0, 0)", False),
    "mount, new interface": ("return call('fsopen', b'tmpfs', 0)", False),
    "unmount": ("return call('umount2', b'/tmp', 2)", False),
    "chroot": (
        "os.mkdir('c'); os.chroot('c'); [os.chdir('..') for _ in range(50)]; os.chroot('.'); return True",
        False,
    ),
    "pivot root": ("return call('pivot_root', b'.', b'.')", False),
    "make a disk device": ("os.mknod('disk', 0o60666, os.makedev(8, 0)); return open('disk', 'rb')", False),
    "make /dev/mem": (
        "os.mknod('/tmp/mem', 0o20666, os.makedev(1, 1)); return open('/tmp/mem', 'rb')",
        False,
    ),
    "devices": (
        "return [d for d in os.listdir('/dev') if d not in 'null zero full random urandom tty console core fd stdin stdout stderr ptmx pts shm'.split()]",
        False,
    ),
    # ---- kernel
    "ptrace a child": ("return call('ptrace', 0, 0, 0, 0)", True),
    "read a process's memory": ("return call('process_vm_readv', 1, 0, 0, 0, 0, 0)", False),
    "write a process's memory": ("return call('process_vm_writev', 1, 0, 0, 0, 0, 0)", False),
    "module": ("return call('init_module', 0, 0, b'')", False),
    "module from a file": ("return call('finit_module', 0, b'', 0)", False),
    "kexec": ("return call('kexec_load', 0, 0, 0, 0)", False),
    "reboot": ("return call('reboot', 0, 0, 0, 0)", False),
    "bpf": ("return call('bpf', 0, ctypes.create_string_buffer(128), 128)", False),
    "perf": ("return call('perf_event_open', ctypes.create_string_buffer(128), 0, -1, -1, 0)", False),
    "keyring": ("return call('keyctl', 0, -4, 1)", True),
    "add a key": ("return call('add_key', b'user', b'agora', b'x', 1, -4)", False),
    "io_uring": ("return call('io_uring_setup', 1, ctypes.create_string_buffer(120))", False),
    "userfaultfd": ("return call('userfaultfd', 1)", False),
    "kernel log": ("return call('syslog', 10, 0, 0)", False),
    "clock": ("return call('clock_settime', 0, ctypes.create_string_buffer(16))", False),
    "host name": ("return call('sethostname', b'x', 1)", False),
    "randomisation off": ("return libc.personality(0x0040000) != -1", True),
    "System V memory": ("return call('shmget', 0, 4096, 0o1600)", False),
    "hidden memory": ("return call('memfd_create', b'x', 0)", True),
    "push into the terminal": (
        "import fcntl; a, b = os.openpty(); fcntl.ioctl(b, 0x5412, b'x'); return True",
        False,
    ),
    "push into the terminal, high bits": (
        "a, b = os.openpty(); ctypes.set_errno(0); return libc.ioctl(b, ctypes.c_ulong(0x5412 | 1 << 32), b'x') == 0",
        False,
    ),
    "controlling terminal": ("return open('/dev/tty')", False),
    # ---- other processes
    "signal to the host": ("return facts['pid'] > 300 and not os.kill(facts['pid'], 0)", True),
    "end process 1": ("os.kill(1, 9); time.sleep(0.2); return os.getppid() == 0", False),
    "real-time priority": ("return not os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))", False),
    "raise own limits": ("resource.setrlimit(resource.RLIMIT_NPROC, (100000, 100000)); return True", False),
    "host's fifo": ("fd = os.open('fifo', os.O_WRONLY | os.O_NONBLOCK); return os.write(fd, b'x')", True),
}


def _script(name: str) -> str:
    return PRELUDE.replace("{body}", textwrap.indent(ATTEMPTS[name][0], "    "))


@pytest.mark.parametrize("name", ATTEMPTS)
def test_an_attempt_is_blocked(name: str, run: Callable[..., Completed], canaries: Any) -> None:
    done = run("python", "-c", _script(name), stdin=canaries.facts().encode() + b"\n")
    assert "ESCAPED" not in done.stdout, done
    assert done.stdout.startswith("blocked"), done
    canaries.check(done)


@pytest.mark.parametrize("name", [name for name, (_, reached) in ATTEMPTS.items() if reached])
def test_the_attempt_works_where_there_is_no_sandbox(name: str, canaries: Any) -> None:
    facts = json.loads(canaries.facts())
    done = subprocess.run(
        [sys.executable, "-c", _script(name)],
        input=json.dumps(facts) + "\n",
        cwd=canaries.workspace,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.startswith("ESCAPED"), done
