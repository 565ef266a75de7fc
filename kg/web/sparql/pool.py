"""Jobs -> workers: a fixed number of them, one job each at a time, killed at their limits, replaced when they die.

A job's limit is CPU time, so that a cheap query is not stopped for what else the machine does; a multiple of it in wall time is the end
of every job. Who works long goes behind the pages (a lower priority) and, where all places are taken by such, before nobody: one gives way.
"""

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
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from kg.web.sparql import wire
from kg.web.sparql.wire import Gone, Job, Line, Reply

_OPENING = 20.0
_WALL = 2  # times its limit, waiting included
_OFTEN = 0.5  # seconds between looks at a job
_LOWERED = 1.0  # CPU seconds, after which a job goes behind the pages and what is short
_NICE = 5
_LONG = 1.0  # seconds in a place, after which a job may have to give way
_PATIENT = 2.0  # seconds after which it has to also for a job of a client who has a place already
_BUSY = "查询太多，请稍后再试。"
_WAITED = "服务器正忙：查询大半时间在等处理器，已停止。请稍后再试。"
_GAVE_WAY = "服务器正忙：较长的查询让位给了别人的查询。请稍后再试，或缩小范围、加 LIMIT。"


class _Stopped(Exception):  # noqa: N818 - an outcome, said to the client
    """A job ended before its worker had answered: the status and why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


@dataclass(slots=True, eq=False)
class _Asked:
    """A job on its way. `outcome` is the worker's message; None: a place without a worker is its own, to spawn one there."""

    message: bytes
    outcome: asyncio.Future[bytes | None]
    client: str
    seconds: float
    patience: float
    came: float = field(default_factory=time.monotonic)
    placed: bool = False
    worker: _Worker | None = None
    began: float = 0.0
    timer: asyncio.TimerHandle = field(init=False)

    def look(self, crowded: Callable[[_Asked], None]) -> None:
        """See from time to time how it goes; `crowded` is told while it waits for a place."""
        waited = time.monotonic() - self.came
        left = self.seconds * _WALL - waited
        if left <= 0:
            self.stop(503, _WAITED)
        elif self.placed:
            left = min(left, self.seconds - (self.worker.worked() if self.worker else 0.0))
            if left <= 0:
                self.stop(504, f"查询用了 {self.seconds:g} 秒运算时间，已停止。请缩小范围或加 LIMIT。")
        elif waited >= self.patience:
            self.stop(503, _BUSY)
        elif not self.outcome.done():
            left = min(left, self.patience - waited)
            if waited >= _OFTEN:
                crowded(self)
        self.timer = self.outcome.get_loop().call_later(min(max(left, 0.01), _OFTEN), self.look, crowded)

    def stop(self, status: int, why: str) -> None:
        """End it with a status and the reason."""
        if not self.outcome.done():
            self.outcome.set_exception(_Stopped(status, why))


class _Worker(Line):
    """A worker's process and the job it has."""

    def __init__(self, pid: int, free: Callable[[_Worker], None]) -> None:
        super().__init__()
        self.pid = pid
        self.lowered = False
        self.job: _Asked | None = None
        self._before = 0.0
        self._free = free

    def take(self, job: _Asked) -> None:
        """Begin with a job."""
        self.job, job.worker, job.placed = job, self, True
        job.began = time.monotonic()
        self._before = _cpu(self.pid)
        self.say(job.message)

    def worked(self) -> float:
        """The CPU seconds that its job has used; from some on it goes behind everybody else."""
        now = _cpu(self.pid)
        used = now - self._before if now else time.monotonic() - self.job.began if self.job else 0.0
        if used >= _LOWERED and not self.lowered:
            self.lowered = True
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, _NICE)
        return used

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
        self._waiting: list[_Asked] = []

    async def run(self, job: Job, seconds: float, *, patience: float = 5.0, client: str = "") -> Reply:
        """The reply to `job` for at most `seconds` of CPU time, and in all within twice as long.

        Its result, or 503 (no worker free in time, or it mostly waited), 504 (stopped at its limit), 400 or 507 (the worker died of it).
        """
        outcome = asyncio.get_running_loop().create_future()
        asked = _Asked(wire.job_message(job), outcome, client, seconds, min(patience, seconds / 2))
        asked.look(self._crowded)
        try:
            message = await self._exchanged(asked)
            return wire.reply_in(message, time.monotonic() - asked.began)
        except _Stopped as stopped:
            if asked.placed:
                self._retire(asked.worker)
            spent = time.monotonic() - asked.began if asked.began else 0.0
            return Reply(stopped.status, text=stopped.why, spent=spent)
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
        """Give a place to the job that has waited longest among those of the clients who have the fewest."""
        if worker and worker.lowered:  # only root could raise it again
            self._retire(worker)
            return
        self._waiting = [asked for asked in self._waiting if not asked.outcome.done()]
        if self._waiting:
            held = self._held()
            asked = min(self._waiting, key=lambda one: held[one.client])
            self._waiting.remove(asked)
            if worker:
                worker.take(asked)
            else:
                asked.placed, asked.began = True, time.monotonic()
                asked.outcome.set_result(None)
        elif worker is None:
            self._idle.insert(0, worker)
        else:
            self._idle.append(worker)

    def _held(self) -> Counter[str]:
        """How many places each client has."""
        return Counter(worker.job.client for worker in self._all if worker.job)

    def _crowded(self, waiting: _Asked) -> None:
        """One waits: where all places have long been taken, the latest job of the client who has most gives way, so that the short go on."""
        held, now = self._held(), time.monotonic()
        if held[waiting.client] and now - waiting.came < _PATIENT:
            return
        taken = [worker.job for worker in self._all if worker.job]
        if 1 < self.size <= len(taken) and all(now - job.began > _LONG and not job.outcome.done() for job in taken):
            max(taken, key=lambda job: (held[job.client], job.began)).stop(503, _GAVE_WAY)

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


def _cpu(pid: int) -> float:
    """The CPU seconds that a process has used, 0.0 where the system does not say."""
    try:
        return time.clock_gettime(~pid << 3 | 2)  # as clock_getcpuclockid(3) names the clock; cheaper than reading /proc
    except (OSError, OverflowError):
        return 0.0


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
