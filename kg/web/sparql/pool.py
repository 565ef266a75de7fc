"""Jobs -> workers: a fixed number of them, one job each at a time, killed at the deadline, replaced when they die."""

from __future__ import annotations

import asyncio
import functools
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.web.sparql import wire
from kg.web.sparql.wire import Gone, Job, Line, Reply

_OPENING = 20.0
_BUSY = "查询太多，请稍后再试。"


@dataclass(slots=True, eq=False)
class _Asked:
    """A job on its way. `outcome` is the worker's message; None: a place without a worker is its own, to spawn one there."""

    message: bytes
    outcome: asyncio.Future[bytes | None]
    until: float
    placed: bool = False
    worker: _Worker | None = None
    began: float = 0.0
    timer: asyncio.TimerHandle = field(init=False)

    def look(self, after: float) -> None:
        """See `after` seconds from now whether it still has no place, and at its deadline whether it still has no outcome."""
        self.timer = self.outcome.get_loop().call_later(after, self._looked)

    def _looked(self) -> None:
        left = self.until - time.monotonic()
        if not self.outcome.done() and (left <= 0 or not self.placed):
            self.outcome.set_exception(TimeoutError())
        else:
            self.look(max(left, 0.01))


class _Worker(Line):
    """A worker's process and the job it has."""

    def __init__(self, pid: int, free: Callable[[_Worker], None]) -> None:
        super().__init__()
        self.pid = pid
        self.job: _Asked | None = None
        self._free = free

    def take(self, job: _Asked) -> None:
        """Begin with a job."""
        self.job, job.worker, job.placed = job, self, True
        job.began = time.monotonic()
        self.say(job.message)

    def answered(self, message: bytes) -> None:
        """The job is done, the worker free for the next."""
        job, self.job = self.job, None
        if job:
            job.worker, job.placed = None, False
            if not job.outcome.done():
                job.outcome.set_result(message)
            self._free(self)

    def lost(self) -> None:
        """The process is gone, or is not listened to any more."""
        if self.job and not self.job.outcome.done():
            self.job.outcome.set_exception(Gone())


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
        self._waiting: deque[_Asked] = deque()

    async def run(self, job: Job, seconds: float, *, patience: float = 5.0) -> Reply:
        """The reply to `job` within `seconds`, waiting included.

        Its result, or 503 (no worker free in time), 504 (stopped at the deadline), 400 or 507 (the worker died of it).
        """
        asked = _Asked(wire.job_message(job), asyncio.get_running_loop().create_future(), time.monotonic() + seconds)
        asked.look(min(patience, seconds / 2))
        try:
            message = await self._exchanged(asked)
            return wire.reply_in(message, time.monotonic() - asked.began)
        except TimeoutError:
            spent = time.monotonic() - asked.began if asked.began else 0.0
            if asked.placed:
                self._retire(asked.worker)
            if spent < 0.8 * seconds:
                return Reply(503, text=_BUSY, spent=spent)
            return Reply(504, text=f"查询超过 {seconds:g} 秒，已停止。请缩小范围或加 LIMIT。", spent=spent)
        except (Gone, OSError):
            ended = await asyncio.to_thread(self._ended, asked.worker)
            self._release(None)
            return _died(ended, time.monotonic() - asked.began)
        except BaseException:  # the one who asked has gone: what the worker says next is for nobody
            if asked.placed:
                self._retire(asked.worker)
            raise
        finally:
            asked.timer.cancel()

    async def _exchanged(self, asked: _Asked) -> bytes:
        """What a worker answers: the one that is idle, else the next that is free, else a new one. Raises what ends the job."""
        place = None
        if self._idle:
            place, asked.placed, asked.began = self._idle.pop(), True, time.monotonic()
        else:
            self._waiting.append(asked)
            message = await asked.outcome
            if message is not None:
                return message
            asked.outcome = asyncio.get_running_loop().create_future()
        if place is None or not place.here:
            place = await self._spawned(place)
        place.take(asked)
        message = await asked.outcome
        assert message is not None
        return message

    def _release(self, worker: _Worker | None) -> None:
        """Give a place to the job that has waited longest."""
        while self._waiting:
            asked = self._waiting.popleft()
            if asked.outcome.done():
                continue
            if worker:
                worker.take(asked)
            else:
                asked.placed, asked.began = True, time.monotonic()
                asked.outcome.set_result(None)
            return
        if worker is None:
            self._idle.insert(0, worker)
        else:
            self._idle.append(worker)

    def _retire(self, worker: _Worker | None) -> None:
        """End a worker and free its place, without anybody waiting for it."""
        loop = asyncio.get_running_loop()
        if worker:
            worker.job = None
            worker.close()

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
            self._all.pop().close()
        with self._talking:
            if self._zygote:
                _stop(*self._zygote)
            self._zygote = None

    async def _spawned(self, before: _Worker | None) -> _Worker:
        """A new worker in the place of `before`. Raises OSError where none starts, or none that is isolated."""
        await asyncio.to_thread(self._ended, before)
        pid, connection = await asyncio.to_thread(self._forked)
        make = functools.partial(_Worker, pid, self._release)
        _, worker = await asyncio.get_running_loop().create_unix_connection(make, sock=connection)
        self._all.add(worker)
        return worker

    def _forked(self) -> tuple[int, socket.socket]:
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
                head = wire.receive(control.fileno(), _OPENING)
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
