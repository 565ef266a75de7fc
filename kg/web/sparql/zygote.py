"""The process that forks the workers: it has loaded the engine, opened nothing, and started no thread.

Run as `python -m kg.web.sparql.zygote FD`: on that socket it takes {"spawn": STORE, "writes": bool} and answers {"pid": n} with
the descriptor of the worker's connection, or {"kill": n} and answers {"signal": n}. It ends, and its workers with it, with the socket.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from contextlib import suppress
from typing import NoReturn

from kg.web.sparql import jail, wire
from kg.web.sparql.engine import Engine


def serve(control: socket.socket) -> None:
    """Spawn and kill workers until the other side closes the socket."""
    alive: set[int] = set()
    try:
        while True:
            order = wire.receive(control.fileno())
            if "kill" in order:
                wire.send(control.fileno(), {"signal": _ended(order["kill"])})
                alive.discard(order["kill"])
                continue
            ours, theirs = socket.socketpair()
            pid = os.fork()
            if not pid:
                control.close()
                ours.close()
                _work(theirs, order["spawn"], order["writes"])
            alive.add(pid)
            theirs.close()
            wire.send(control.fileno(), {"pid": pid})
            socket.send_fds(control, [b"."], [ours.fileno()])
            ours.close()
    except (wire.Gone, OSError):
        for pid in alive:
            _ended(pid)


def _ended(pid: int) -> int:
    """Kill a worker that is still ours; the signal that ended it, 0 where it ended by itself."""
    try:
        finished, state = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return 0
    if not finished:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        _, state = os.waitpid(pid, 0)
    return os.WTERMSIG(state) if os.WIFSIGNALED(state) else 0


def _work(connection: socket.socket, store: str, writes: bool) -> NoReturn:
    """One worker's life: a job at a time, until the connection closes."""
    code = 0
    try:
        safe = jail.enter(writes=writes)
        engine = Engine(store, writes=writes)
        handle = connection.fileno()
        wire.send(handle, {"jailed": safe})
        while True:
            wire.answer(handle, engine.run(wire.next_job(handle)))
    except (wire.Gone, OSError):
        pass
    except BaseException:
        code = 1
    finally:
        os._exit(code)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the server closes the socket in its time
    serve(socket.socket(fileno=int(sys.argv[1])))
