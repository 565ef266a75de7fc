"""One thread for the small sums of a question: to wake others costs several times what they save."""

from __future__ import annotations

import os
from functools import cache
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import LibController

_SAID = "OPENBLAS_NUM_THREADS"


class _Single:
    """While anybody is inside, the linear algebra of the process has one thread; afterwards as many as before."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._before: list[tuple[LibController, int]] = []

    def __enter__(self) -> None:
        if not _libraries():
            return
        with self._lock:
            if not self._inside:
                self._before = [(library, library.num_threads) for library in _libraries()]
                for library in _libraries():
                    library.set_num_threads(1)
            self._inside += 1

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        if not _libraries():
            return
        with self._lock:
            self._inside -= 1
            if not self._inside:
                for library, threads in self._before:
                    library.set_num_threads(threads)


single = _Single()


@cache
def _libraries() -> tuple[LibController, ...]:
    """Those that do the linear algebra; none where the process was told before its start, or by our command line, to have one thread."""
    if os.environ.get(_SAID) == "1":
        return ()
    from threadpoolctl import ThreadpoolController

    return tuple(ThreadpoolController().select(user_api="blas").lib_controllers)
