"""What a worker may not do: open sockets, start programs, write large files, take more memory than its share. Linux only."""

from __future__ import annotations

import ctypes
import platform
import resource
import signal
from pathlib import Path

_MEMORY = 768 << 20
_DENIED = {
    # socket, connect, accept, sendto, sendmsg, bind, listen, socketpair, execve, kill, ptrace, accept4, execveat, io_uring_setup
    "x86_64": (0xC000003E, (41, 42, 43, 44, 46, 49, 50, 53, 59, 62, 101, 288, 322, 425)),
    "aarch64": (0xC00000B7, (198, 203, 202, 206, 211, 200, 201, 199, 221, 129, 117, 242, 281, 425)),
}
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001  # SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO with EPERM
_LOAD, _EQUAL, _GREATER, _RETURN = 0x20, 0x15, 0x35, 0x06
_PDEATHSIG, _NO_NEW_PRIVS, _SECCOMP, _FILTER = 1, 38, 22, 2
_X32 = 0x40000000


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("value", ctypes.c_uint))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.POINTER(_Instruction)))


def enter(*, writes: bool) -> bool:
    """Lock this process in for good; `writes` leaves the size of files alone. False: this system cannot deny system calls."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PDEATHSIG, signal.SIGKILL)
    share = _address_space() + _MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (share, share))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not writes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    if platform.machine() not in _DENIED or libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    architecture, calls = _DENIED[platform.machine()]
    program = _program(architecture, calls)
    holder = _Program(len(program), program)
    return bool(libc.prctl(_SECCOMP, _FILTER, ctypes.byref(holder)) == 0)


def _program(architecture: int, calls: tuple[int, ...]) -> ctypes.Array[_Instruction]:
    """A filter that refuses `calls`, and every call of another architecture."""
    refuse = len(calls) + 5
    code = [(_LOAD, 0, 0, 4), (_EQUAL, 0, refuse - 2, architecture), (_LOAD, 0, 0, 0), (_GREATER, refuse - 4, 0, _X32)]
    code += [(_EQUAL, refuse - 5 - place, 0, call) for place, call in enumerate(calls)]
    code += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return (_Instruction * len(code))(*(_Instruction(*one) for one in code))


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * resource.getpagesize()
