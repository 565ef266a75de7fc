"""The N-Quads of a generation: each line is made once, goes to the store, and comes back sorted for the export."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

_PIECE, _RUN = 4096, 250_000


class Lines:
    """Lines on their way to the store, remembered in sorted runs: the last one in memory, the others in files of `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs: list[Path] = []
        self._waiting: list[bytes] = []

    def passing(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Hand `lines` (each with its end) on, many at a time, and remember them."""
        left = iter(lines)
        while piece := list(islice(left, _PIECE)):
            self._waiting += piece
            if len(self._waiting) >= _RUN:
                self._runs.append(self._folder / f"lines-{len(self._runs)}")
                self._runs[-1].write_bytes(b"".join(sorted(self._waiting)))
                self._waiting = []
            yield b"".join(piece)

    def write(self, path: Path) -> int:
        """Write all lines to `path`, sorted, each once; returns how many there are. Nothing is remembered any more."""
        files = [run.open("rb") for run in self._runs]
        count, last = 0, b""
        with path.open("wb") as stream:
            for line in heapq.merge(*files, sorted(self._waiting)):
                if line != last:
                    stream.write(line)
                    count, last = count + 1, line
        for file, run in zip(files, self._runs, strict=True):
            file.close()
            run.unlink()
        self._runs, self._waiting = [], []
        return count
