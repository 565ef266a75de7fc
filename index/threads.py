"""One thread for the small sums of a question: to wake others costs several times what they save."""

from __future__ import annotations

import os
from functools import cache
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

_SAID = "OPENBLAS_NUM_THREADS"


class _Single:
    """While anybody is inside, the linear algebra of the process has one thread; afterwards as many as before."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._limits: Any = None

    def __enter__(self) -> None:
        known = _controller()
        if known is None:
            return
        with self._lock:
            if not self._inside:
                self._limits = known.limit(limits=1, user_api="blas")
            self._inside += 1

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        if _controller() is None:
            return
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._limits.restore_original_limits()


single = _Single()


@cache
def _controller() -> ThreadpoolController | None:
    """What sets the threads; None where the process was told before its start, or by our command line, to have one."""
    if os.environ.get(_SAID) == "1":
        return None
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
