"""Work that Ctrl-C ends at once, also while the engine, which cannot be asked to stop, is at it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from traceback import clear_frames
from typing import TypeVar

from kg.cli import INTERRUPTED

T = TypeVar("T")


def waited_for(work: Callable[[], T]) -> T:
    """What `work` gives, or raises; done beside the main thread, to which signals come only between two steps of Python."""
    told: Future[T] = Future()
    Thread(target=_tell, args=(work, told), daemon=True).start()
    try:
        return told.result()
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr, flush=True)
        os._exit(INTERRUPTED)  # the engine goes on to the end of its query, however the interpreter ends


def _tell(work: Callable[[], T], told: Future[T]) -> None:
    try:
        told.set_result(work())
    except BaseException as problem:
        one: BaseException | None = problem
        while one:  # what the engine has made must go in the thread that made it
            clear_frames(one.__traceback__)
            one = one.__cause__ or one.__context__
        told.set_exception(problem)
