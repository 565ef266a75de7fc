"""A worker and the job it has, which is stopped at its limits.

A job's limit is CPU time, so that a cheap query is not stopped for what else the machine does; a multiple of it in wall time is the end
of every job. Who works long goes behind the pages (a lower priority).
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from kg.web.sparql.wire import Gone, Line

_WALL = 2  # times its limit, waiting included
_OFTEN = 0.5  # seconds between looks at a job
_LOWERED = 1.0  # CPU seconds, after which a job goes behind the pages and what is short
_NICE = 5
_BUSY = "查询太多，请稍后再试。"
_WAITED = "服务器正忙：查询大半时间在等处理器，已停止。请稍后再试。"


class Stopped(Exception):  # noqa: N818 - an outcome, said to the client
    """A job ended before its worker had answered: the status and why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


@dataclass(slots=True, eq=False)
class Asked:
    """A job on its way. `outcome` is the worker's message; None: a place without a worker is its own, to spawn one there."""

    message: bytes
    outcome: asyncio.Future[bytes | None]
    client: str
    seconds: float
    patience: float
    came: float = field(default_factory=time.monotonic)
    placed: bool = False
    worker: Worker | None = None
    began: float = 0.0
    timer: asyncio.TimerHandle = field(init=False)

    def look(self, crowded: Callable[[Asked], None]) -> None:
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
            self.outcome.set_exception(Stopped(status, why))


class Worker(Line):
    """A worker's process and the job it has."""

    def __init__(self, pid: int, free: Callable[[Worker], None]) -> None:
        super().__init__()
        self.pid = pid
        self.lowered = False
        self.job: Asked | None = None
        self._before = 0.0
        self._free = free

    def take(self, job: Asked) -> None:
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
                os.setpriority(os.PRIO_PROCESS, self.pid, os.getpriority(os.PRIO_PROCESS, self.pid) + _NICE)
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


def _cpu(pid: int) -> float:
    """The CPU seconds that a process has used, 0.0 where the system does not say."""
    try:
        return time.clock_gettime(~pid << 3 | 2)  # as clock_getcpuclockid(3) names the clock; cheaper than reading /proc
    except (OSError, OverflowError):
        return 0.0
