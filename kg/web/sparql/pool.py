"""Jobs -> workers: a fixed number of them, one job each at a time, killed at the deadline, replaced when they die."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections import deque
from dataclasses import dataclass

from kg.web.sparql import wire
from kg.web.sparql.wire import Gone, Job, Line, Reply

_OPENING = 20.0
_BUSY = "查询太多，请稍后再试。"


@dataclass(frozen=True, slots=True)
class _Worker:
    pid: int
    line: Line


class Pool:
    """`size` workers over the store in `store`, for the coroutines of one event loop. `writes`: one worker, which may change the store."""

    def __init__(self, store: str, size: int, *, writes: bool = False) -> None:
        self._store = store
        self._writes = writes
        self._talking = threading.Lock()
        self._zygote: tuple[socket.socket, subprocess.Popen[bytes]] | None = None
        self.size = 1 if writes else size
        self.deaths = 0
        self._all: set[_Worker] = set()
        # None: a place without a worker yet, the first job there spawns one
        self._idle: list[_Worker | None] = [None] * self.size
        self._waiting: deque[asyncio.Future[_Worker | None]] = deque()

    async def run(self, job: Job, seconds: float, *, patience: float = 5.0) -> Reply:
        """The reply to `job` within `seconds`, waiting included.

        Its result, or 503 (no worker free in time), 504 (stopped at the deadline), 400 or 507 (the worker died of it).
        """
        until = time.monotonic() + seconds
        try:
            worker = await self._free(min(patience, seconds / 2))
        except TimeoutError:
            return Reply(503, text=_BUSY)
        began = time.monotonic()
        try:
            if worker is None or not worker.line.here:
                before, worker = worker, None
                worker = await self._spawned(before)
            head, body = await worker.line.exchange(wire.packed(job.head()), until - time.monotonic())
            self._release(worker)
            return Reply(head["status"], head["media"], head["text"], body, time.monotonic() - began)
        except TimeoutError:
            self._retire(worker)
            spent = time.monotonic() - began
            if spent < 0.8 * seconds:
                return Reply(503, text=_BUSY, spent=spent)
            return Reply(504, text=f"查询超过 {seconds:g} 秒，已停止。请缩小范围或加 LIMIT。", spent=spent)
        except (Gone, OSError):
            ended = await asyncio.to_thread(self._ended, worker)
            self._release(None)
            return _died(ended, time.monotonic() - began)
        except BaseException:  # the one who asked has gone: what the worker says next is for nobody
            self._retire(worker)
            raise

    async def _free(self, patience: float) -> _Worker | None:
        """A place that is free, one with a worker first; the longest waiting gets the next. Raises TimeoutError."""
        if self._idle:
            return self._idle.pop()
        waiter: asyncio.Future[_Worker | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        try:
            async with asyncio.timeout(patience):
                return await waiter
        except BaseException:
            if waiter.done() and not waiter.cancelled():
                self._release(waiter.result())
            raise

    def _release(self, worker: _Worker | None) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(worker)
                return
        if worker is None:
            self._idle.insert(0, worker)
        else:
            self._idle.append(worker)

    def _retire(self, worker: _Worker | None) -> None:
        """End a worker and free its place, without anybody waiting for it."""
        loop = asyncio.get_running_loop()
        if worker:
            worker.line.close()

        def end() -> None:
            self._ended(worker)
            try:
                loop.call_soon_threadsafe(self._release, None)
            except RuntimeError:  # the loop is closed: nobody waits
                self._idle.insert(0, None)

        threading.Thread(target=end, name="sparql-retire").start()

    def close(self) -> None:
        """End the workers and the process that forks them; a later job would start them again."""
        while self._all:
            self._all.pop().line.close()
        with self._talking:
            if self._zygote:
                _stop(*self._zygote)
            self._zygote = None

    async def _spawned(self, before: _Worker | None) -> _Worker:
        """A new worker in the place of `before`. Raises OSError where none starts, or none that is isolated."""
        await asyncio.to_thread(self._ended, before)
        pid, connection = await asyncio.to_thread(self._forked)
        _, line = await asyncio.get_running_loop().create_unix_connection(Line, sock=connection)
        worker = _Worker(pid, line)
        self._all.add(worker)
        return worker

    def _forked(self) -> tuple[int, socket.socket]:
        """A new process that is ready for jobs, and the connection to it. Raises OSError."""
        try:
            with self._talking:
                control = self._control()
                wire.send(control.fileno(), {"spawn": self._store, "writes": self._writes})
                head, _ = wire.receive(control.fileno(), _OPENING)
                _, handles, _, _ = socket.recv_fds(control, 1, 1)
            connection = socket.socket(fileno=handles[0])
            try:
                ready, _ = wire.receive(connection.fileno(), _OPENING)
                if not ready["jailed"] and os.environ.get("DUTY_KG_UNJAILED") != "1":
                    raise Gone
            except BaseException:
                connection.close()
                raise
        except (Gone, TimeoutError) as problem:
            raise OSError("no worker started, or none that is isolated") from problem
        return head["pid"], connection

    def _ended(self, worker: _Worker | None) -> int | None:
        """End a worker for good; the signal that had ended it before, 0 if none had, None where there is no worker."""
        if worker is None:
            return None
        self.deaths += 1
        self._all.discard(worker)
        try:
            with self._talking:
                if self._zygote is None:  # closed, and all workers with it
                    return 0
                control = self._control()
                wire.send(control.fileno(), {"kill": worker.pid})
                head, _ = wire.receive(control.fileno(), _OPENING)
        except (Gone, OSError):  # the zygote is gone, and all workers with it
            return 0
        return int(head["signal"])

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


def _died(signalled: int | None, spent: float) -> Reply:
    """What to say when the worker of a job is gone; None: there never was one."""
    if signalled is None:
        return Reply(503, text="查询进程起不来，请稍后再试。")
    if signalled == signal.SIGSEGV:
        return Reply(400, text="查询嵌套过深，无法解析。", spent=spent)
    return Reply(507, text="查询用尽了分给它的内存，已停止。", spent=spent)


def _stop(control: socket.socket, zygote: subprocess.Popen[bytes]) -> None:
    """Close the socket, with which the zygote and its workers end."""
    control.close()
    try:
        zygote.wait(5)
    except subprocess.TimeoutExpired:
        zygote.kill()
        zygote.wait()
