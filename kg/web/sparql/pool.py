"""Jobs -> workers: a fixed number of them, one job each at a time, killed at the deadline, replaced when they die."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import weakref
from dataclasses import dataclass

from kg.web.sparql import wire
from kg.web.sparql.wire import Gone, Job, Reply

_OPENING = 20.0


@dataclass(frozen=True, slots=True)
class _Worker:
    pid: int
    connection: socket.socket


class Pool:
    """`size` workers over the store in `store`. Blocking; any thread may call. `writes`: one worker that may change the store."""

    def __init__(self, store: str, size: int, *, writes: bool = False) -> None:
        self._store = store
        self._writes = writes
        self._talking = threading.Lock()
        self._zygote: tuple[socket.socket, subprocess.Popen[bytes]] | None = None
        self._idle: queue.Queue[_Worker | None] = queue.Queue()
        self.size = 1 if writes else size
        self.deaths = 0
        self._connections: set[socket.socket] = set()
        for _ in range(self.size):
            self._idle.put(None)  # a place without a worker yet: the first job there spawns one

    def run(self, job: Job, seconds: float, *, patience: float = 5.0) -> Reply:
        """The reply to `job`: its result, or 503 (no worker free in time), 504 (killed at the deadline), 507 (the worker died)."""
        try:
            worker = self._idle.get(timeout=patience)
        except queue.Empty:
            return Reply(503, text="查询太多，请稍后再试。")
        try:
            worker = worker or self._spawned()
            wire.send(worker.connection.fileno(), job.head())
            head, body = wire.receive(worker.connection.fileno(), seconds)
            return Reply(head["status"], head["media"], head["text"], body)
        except TimeoutError:
            self._ended(worker)
            worker = None
            return Reply(504, text=f"查询超过 {seconds:g} 秒，已停止。请缩小范围或加 LIMIT。")
        except (Gone, OSError):
            ended, worker = self._ended(worker), None
            if ended is None:
                return Reply(503, text="查询进程起不来，请稍后再试。")
            if ended == signal.SIGSEGV:
                return Reply(400, text="查询嵌套过深，无法解析。")
            return Reply(507, text="查询用尽了分给它的内存，已停止。")
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """End the workers and the process that forks them; a later job would start them again."""
        with self._talking:
            if self._zygote:
                _stop(*self._zygote, self._connections)
            self._zygote = None

    def _control(self) -> int:
        """The socket to the zygote, which is started by the first job and whenever it is found dead. Called with the lock held."""
        if self._zygote is None or self._zygote[1].poll() is not None:
            ours, theirs = socket.socketpair()
            environment = {**os.environ, "MALLOC_ARENA_MAX": "2"}
            command = [sys.executable, "-m", "kg.web.sparql.zygote", str(theirs.fileno())]
            self._zygote = ours, subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL)
            theirs.close()
            weakref.finalize(self, _stop, *self._zygote, self._connections)
        return self._zygote[0].fileno()

    def _spawned(self) -> _Worker:
        with self._talking:
            control = self._control()
            wire.send(control, {"spawn": self._store, "writes": self._writes})
            head, _ = wire.receive(control, _OPENING)
            assert self._zygote is not None
            _, handles, _, _ = socket.recv_fds(self._zygote[0], 1, 1)
        worker = _Worker(head["pid"], socket.socket(fileno=handles[0]))
        self._connections.add(worker.connection)
        try:
            ready, _ = wire.receive(worker.connection.fileno(), _OPENING)
        except (Gone, TimeoutError) as problem:
            self._ended(worker)
            raise OSError("worker did not start") from problem
        if not ready["jailed"] and os.environ.get("DUTY_KG_UNJAILED") != "1":
            self._ended(worker)
            raise OSError("no isolation on this system")
        return worker

    def _ended(self, worker: _Worker | None) -> int | None:
        """End a worker for good; the signal that had ended it before, if any."""
        if worker is None:
            return None
        self.deaths += 1
        worker.connection.close()
        self._connections.discard(worker.connection)
        with self._talking:
            control = self._control()
            wire.send(control, {"kill": worker.pid})
            head, _ = wire.receive(control, _OPENING)
        return int(head["signal"])


def _stop(control: socket.socket, zygote: subprocess.Popen[bytes], connections: set[socket.socket]) -> None:
    """Close the sockets, with which the zygote and its workers end."""
    control.close()
    while connections:
        connections.pop().close()
    try:
        zygote.wait(5)
    except subprocess.TimeoutExpired:
        zygote.kill()
        zygote.wait()
