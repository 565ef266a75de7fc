"""The processes of workers, forked and ended by the zygote, which is started with the first and whenever it is found dead."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import weakref

from kg.web.sparql import wire
from kg.web.sparql.wire import Gone

_OPENING = 20.0


class Processes:
    """The processes over the store in `store`; `writes`: they may change it. For any thread: one order at a time goes to the zygote."""

    def __init__(self, store: str, *, writes: bool) -> None:
        self._store = store
        self._writes = writes
        self._talking = threading.Lock()
        self._zygote: tuple[socket.socket, subprocess.Popen[bytes]] | None = None

    def fork(self) -> tuple[int, socket.socket]:
        """A new process that is ready for jobs, and the connection to it. Raises OSError."""
        try:
            with self._talking:
                control = self._control()
                wire.send(control.fileno(), {"spawn": self._store, "writes": self._writes})
                head = wire.receive(control.fileno(), _OPENING)
                _, handles, _, _ = socket.recv_fds(control, 1, 1)
            connection = socket.socket(fileno=handles[0])
            try:
                ready = wire.receive(connection.fileno(), _OPENING)
                if not ready["jailed"] and os.environ.get("DUTY_KG_UNJAILED") != "1":
                    raise Gone
            except BaseException:
                connection.close()
                raise
        except (Gone, TimeoutError) as problem:
            raise OSError("no worker started, or none that is isolated") from problem
        return head["pid"], connection

    def end(self, pid: int) -> int:
        """End a process for good; the signal that had ended it before, 0 if none had."""
        try:
            with self._talking:
                if self._zygote is None:  # closed, and all workers with it
                    return 0
                control = self._control()
                wire.send(control.fileno(), {"kill": pid})
                head = wire.receive(control.fileno(), _OPENING)
        except (Gone, OSError):  # the zygote is gone, and all workers with it
            return 0
        return int(head["signal"])

    def close(self) -> None:
        """End the zygote, and all with it."""
        with self._talking:
            if self._zygote:
                _stop(*self._zygote)
            self._zygote = None

    def _control(self) -> socket.socket:
        """The socket to the zygote, which is started by the first job and whenever it is found dead. Called with the lock held."""
        if self._zygote is None or self._zygote[1].poll() is not None:
            ours, theirs = socket.socketpair()
            environment = {**os.environ, "MALLOC_ARENA_MAX": "2"}
            command = [sys.executable, "-m", "kg.web.sparql.zygote", str(theirs.fileno())]
            self._zygote = ours, subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL)
            theirs.close()
            weakref.finalize(self, _stop, *self._zygote)
        return self._zygote[0]


def _stop(control: socket.socket, zygote: subprocess.Popen[bytes]) -> None:
    """Close the socket, with which the zygote and its workers end."""
    control.close()
    try:
        zygote.wait(5)
    except subprocess.TimeoutExpired:
        zygote.kill()
        zygote.wait()
