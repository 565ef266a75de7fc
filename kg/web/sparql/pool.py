"""Jobs -> workers: a fixed number of them, one job each at a time, killed at their limits, replaced when they die.

Where all places are taken by those who work long, one gives way.
"""

from __future__ import annotations

import asyncio
import functools
import signal
import threading
import time
from collections import Counter

from kg.web.sparql import wire
from kg.web.sparql.processes import Processes
from kg.web.sparql.wire import Gone, Job, Reply
from kg.web.sparql.worker import Asked, Stopped, Worker

_LONG = 1.0  # seconds in a place, after which a job may have to give way
_PATIENT = 2.0  # seconds after which it has to also for a job of a client who has a place already
_GAVE_WAY = "服务器正忙：较长的查询让位给了别人的查询。请稍后再试，或缩小范围、加 LIMIT。"


class Pool:
    """`size` workers over the store in `store`, for the coroutines of one event loop. `writes`: one worker, which may change the store."""

    def __init__(self, store: str, size: int, *, writes: bool = False) -> None:
        self._processes = Processes(store, writes=writes)
        self.size = 1 if writes else size
        self.deaths = 0
        self._all: set[Worker] = set()
        # None: a place without a worker yet, the first job there spawns one
        self._idle: list[Worker | None] = [None] * self.size
        self._waiting: list[Asked] = []

    async def run(self, job: Job, seconds: float, *, patience: float = 5.0, client: str = "") -> Reply:
        """The reply to `job` for at most `seconds` of CPU time, and in all within twice as long.

        Its result, or 503 (no worker free in time, or it mostly waited), 504 (stopped at its limit), 400 or 507 (the worker died of it).
        """
        outcome = asyncio.get_running_loop().create_future()
        asked = Asked(wire.job_message(job), outcome, client, seconds, min(patience, seconds / 2))
        asked.look(self._crowded)
        try:
            message = await self._exchanged(asked)
            return wire.reply_in(message, time.monotonic() - asked.began)
        except Stopped as stopped:
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

    async def _exchanged(self, asked: Asked) -> bytes:
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

    def _release(self, worker: Worker | None) -> None:
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

    def _crowded(self, waiting: Asked) -> None:
        """One waits: where all places have long been taken, the latest job of the client who has most gives way, so that the short go on."""
        held, now = self._held(), time.monotonic()
        if held[waiting.client] and now - waiting.came < _PATIENT:
            return
        taken = [worker.job for worker in self._all if worker.job]
        if 1 < self.size <= len(taken) and all(now - job.began > _LONG and not job.outcome.done() for job in taken):
            max(taken, key=lambda job: (held[job.client], job.began)).stop(503, _GAVE_WAY)

    def _retire(self, worker: Worker | None) -> None:
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
        self._processes.close()

    async def _spawned(self, before: Worker | None) -> Worker:
        """A new worker in the place of `before`. Raises OSError where none starts, or none that is isolated."""
        await asyncio.to_thread(self._ended, before)
        pid, connection = await asyncio.to_thread(self._processes.fork)
        make = functools.partial(Worker, pid, self._release)
        _, worker = await asyncio.get_running_loop().create_unix_connection(make, sock=connection)
        self._all.add(worker)
        return worker

    def _ended(self, worker: Worker | None) -> int | None:
        """End a worker for good; the signal that had ended it before, 0 if none had, None where there is no worker."""
        if worker is None:
            return None
        self.deaths += 1
        self._all.discard(worker)
        return self._processes.end(worker.pid)


def _died(signalled: int | None, spent: float) -> Reply:
    """What to say when the worker of a job is gone; None: there never was one."""
    if signalled is None:
        return Reply(503, text="查询进程起不来，请稍后再试。")
    if signalled == signal.SIGSEGV:
        return Reply(400, text="查询嵌套过深，无法解析。", spent=spent)
    return Reply(507, text="查询用尽了分给它的内存，已停止。", spent=spent)
