"""The system calls that a program in the sandbox may not make, as a BPF program.

A sandboxed program already has no capability, no network and its own namespaces; the filter takes away what
is left of the kernel's less trodden paths, so that a hole in one of them is out of reach. It is written out
here, without libseccomp, because it is short and has to work wherever the package installs.

Everything is allowed but: tracing and reading other processes, new namespaces, mounts, modules, kexec, bpf,
perf, io_uring, userfaultfd, keyrings, setting clocks, sockets other than unix ones, pushing input into a
terminal, memory that the watchdog cannot see (memfd, System V), and other ABIs than the machine's own.

Sources: linux/seccomp.h, linux/filter.h, linux/audit.h; numbers from asm/unistd_64.h (x86_64) and
asm-generic/unistd.h (aarch64).
"""

import struct
from errno import EAFNOSUPPORT, ENOSYS, EPERM

__all__ = ["AUDIT_ARCH", "DENIED", "program"]

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# Name → (number on x86_64, number on aarch64, errno); -1 where the architecture has no such call.
# ENOSYS makes a program fall back to an older call, EPERM tells it that the answer is no.
DENIED: dict[str, tuple[int, int, int]] = {
    # other processes
    "ptrace": (101, 117, EPERM),
    "process_vm_readv": (310, 270, EPERM),
    "process_vm_writev": (311, 271, EPERM),
    "process_madvise": (440, 440, EPERM),
    "process_mrelease": (448, 448, EPERM),
    "pidfd_getfd": (438, 438, EPERM),
    "kcmp": (312, 272, EPERM),
    # namespaces and mounts; clone and unshare are looked at below, clone3 hides its flags from a filter
    "clone3": (435, 435, ENOSYS),
    "setns": (308, 268, EPERM),
    "mount": (165, 40, EPERM),
    "umount2": (166, 39, EPERM),
    "pivot_root": (155, 41, EPERM),
    "chroot": (161, 51, EPERM),
    "move_mount": (429, 429, EPERM),
    "open_tree": (428, 428, EPERM),
    "open_tree_attr": (467, 467, EPERM),
    "fsopen": (430, 430, EPERM),
    "fsconfig": (431, 431, EPERM),
    "fsmount": (432, 432, EPERM),
    "fspick": (433, 433, EPERM),
    "mount_setattr": (442, 442, EPERM),
    "open_by_handle_at": (304, 265, EPERM),
    "fanotify_init": (300, 262, EPERM),
    "quotactl": (179, 60, EPERM),
    "quotactl_fd": (443, 443, EPERM),
    "swapon": (167, 224, EPERM),
    "swapoff": (168, 225, EPERM),
    # the kernel itself
    "init_module": (175, 105, EPERM),
    "finit_module": (313, 273, EPERM),
    "delete_module": (176, 106, EPERM),
    "kexec_load": (246, 104, EPERM),
    "kexec_file_load": (320, 294, EPERM),
    "reboot": (169, 142, EPERM),
    "acct": (163, 89, EPERM),
    "syslog": (103, 116, EPERM),
    "bpf": (321, 280, EPERM),
    "perf_event_open": (298, 241, EPERM),
    "userfaultfd": (323, 282, EPERM),
    "io_uring_setup": (425, 425, ENOSYS),
    "io_uring_enter": (426, 426, ENOSYS),
    "io_uring_register": (427, 427, ENOSYS),
    "lookup_dcookie": (212, 18, EPERM),
    "iopl": (172, -1, EPERM),
    "ioperm": (173, -1, EPERM),
    "modify_ldt": (154, -1, EPERM),
    "uselib": (134, -1, EPERM),
    "vhangup": (153, 58, EPERM),
    # keyrings are not namespaced
    "add_key": (248, 217, EPERM),
    "request_key": (249, 218, EPERM),
    "keyctl": (250, 219, EPERM),
    # clocks and names
    "settimeofday": (164, 170, EPERM),
    "clock_settime": (227, 112, EPERM),
    "adjtimex": (159, 171, EPERM),
    "clock_adjtime": (305, 266, EPERM),
    "sethostname": (170, 161, EPERM),
    "setdomainname": (171, 162, EPERM),
    # memory that belongs to no process's resident set, and so escapes the limit on memory
    "memfd_create": (319, 279, ENOSYS),
    "memfd_secret": (447, 447, ENOSYS),
    "shmget": (29, 194, ENOSYS),
    "msgget": (68, 186, ENOSYS),
    "semget": (64, 190, ENOSYS),
}

_SOCKET = {"x86_64": (41, 53), "aarch64": (198, 199)}  # socket, socketpair
_CLONE = {"x86_64": (56, 272), "aarch64": (220, 97)}  # clone, unshare
_IOCTL = {"x86_64": 16, "aarch64": 29}
_PERSONALITY = {"x86_64": 135, "aarch64": 92}

_AF_UNIX = 1
_TIOCSTI, _TIOCLINUX, _TIOCSETD = 0x5412, 0x541C, 0x5423
# CLONE_NEWNS, CGROUP, UTS, IPC, USER, PID, NET. CLONE_NEWTIME (0x80) means something else to clone.
_NEW_NAMESPACES = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000
_CLONE_NEWTIME = 0x80
_X32_BIT = 0x40000000

_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH = 0, 4  # offsets in struct seccomp_data
_ARGUMENT = (16, 24)  # low halves: both architectures are little-endian


def program(machine: str) -> bytes:
    """Return the filter for a machine (`platform.machine()`) as `bwrap --seccomp` reads it.

    Raises:
        KeyError: there is no filter for this machine.

    >>> len(program("x86_64")) % 8
    0
    """
    arch = AUDIT_ARCH[machine]
    column = list(AUDIT_ARCH).index(machine)
    code = [
        _instruction(_LOAD, _ARCH),
        _instruction(_JUMP_EQUAL, arch, 1, 0),
        _instruction(_RETURN, _KILL),
        _instruction(_LOAD, _NUMBER),
    ]
    if machine == "x86_64":
        code += [_instruction(_JUMP_AT_LEAST, _X32_BIT, 0, 1), _instruction(_RETURN, _KILL)]
    for row in DENIED.values():
        if row[column] >= 0:
            code += [_instruction(_JUMP_EQUAL, row[column], 0, 1), _instruction(_RETURN, _ERRNO | row[2])]
    for number in _SOCKET[machine]:
        code += _unless_equal(number, 0, [_AF_UNIX], EAFNOSUPPORT)
    clone, unshare = _CLONE[machine]
    code += _if_any_bit(clone, _NEW_NAMESPACES) + _if_any_bit(unshare, _NEW_NAMESPACES | _CLONE_NEWTIME)
    code += _if_equal(_IOCTL[machine], 1, [_TIOCSTI, _TIOCLINUX, _TIOCSETD])
    # 0 is plain Linux, 0xFFFFFFFF asks; the rest switches off address randomisation and the like.
    code += _unless_equal(_PERSONALITY[machine], 0, [0, 0xFFFFFFFF], EPERM)
    code.append(_instruction(_RETURN, _ALLOW))
    return b"".join(code)


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _for_call(number: int, body: list[bytes]) -> list[bytes]:
    """Run `body`, which returns a verdict, for one system call only; the number stays loaded for the rest."""
    return [_instruction(_JUMP_EQUAL, number, 0, len(body)), *body]


def _unless_equal(number: int, argument: int, allowed: list[int], errno: int) -> list[bytes]:
    tests = [_instruction(_JUMP_EQUAL, v, len(allowed) - i, 0) for i, v in enumerate(allowed)]
    verdicts = [_instruction(_RETURN, _ERRNO | errno), _instruction(_RETURN, _ALLOW)]
    return _for_call(number, [_instruction(_LOAD, _ARGUMENT[argument]), *tests, *verdicts])


def _if_equal(number: int, argument: int, denied: list[int]) -> list[bytes]:
    tests = [_instruction(_JUMP_EQUAL, v, len(denied) - i, 0) for i, v in enumerate(denied)]
    verdicts = [_instruction(_RETURN, _ALLOW), _instruction(_RETURN, _ERRNO | EPERM)]
    return _for_call(number, [_instruction(_LOAD, _ARGUMENT[argument]), *tests, *verdicts])


def _if_any_bit(number: int, bits: int) -> list[bytes]:
    tests = [_instruction(_JUMP_ANY_BIT, bits, 1, 0)]
    verdicts = [_instruction(_RETURN, _ALLOW), _instruction(_RETURN, _ERRNO | EPERM)]
    return _for_call(number, [_instruction(_LOAD, _ARGUMENT[0]), *tests, *verdicts])
