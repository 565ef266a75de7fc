"""The N-Quads of a generation: each line is made once and comes back sorted, for the export and the store."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import compress, islice
from operator import ne
from pathlib import Path

_RUN = 250_000
_READ = 1 << 20  # bytes of each run


class Lines:
    """Lines, remembered in sorted runs: the last one in memory, the others in files of `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs: list[Path] = []
        self._waiting: list[bytes] = []

    def add(self, lines: Iterable[bytes]) -> None:
        """Remember `lines`, each with its end."""
        left, full = iter(lines), True
        while full:
            self._waiting += islice(left, _RUN - len(self._waiting))
            full = len(self._waiting) == _RUN
            if full:
                self._runs.append(self._folder / f"lines-{len(self._runs)}")
                self._runs[-1].write_bytes(b"".join(sorted(self._waiting)))
                self._waiting = []

    def write(self, path: Path) -> int:
        """Write all lines to `path`, sorted, each once; returns how many there are. Nothing is remembered any more."""
        count, last = 0, b""
        with ExitStack() as files, path.open("wb") as stream:
            runs = [iter(partial(files.enter_context(run.open("rb")).readlines, _READ), []) for run in self._runs]
            for piece in _merged([*runs, iter([sorted(self._waiting)])]):
                fresh = list(compress(piece, map(ne, piece, [last, *piece])))
                stream.write(b"".join(fresh))
                count, last = count + len(fresh), piece[-1]
        for run in self._runs:
            run.unlink()
        self._runs, self._waiting = [], []
        return count


def _merged(runs: Iterable[Iterator[Sequence[bytes]]]) -> Iterator[list[bytes]]:
    """The lines of sorted runs, each given in pieces, as one: in sorted pieces, none of them empty."""
    left = {run: piece for run in runs if (piece := next(run, ()))}
    while left:
        bound = min(piece[-1] for piece in left.values())  # whatever has not been read yet comes after it
        ready: list[bytes] = []
        for run, piece in [*left.items()]:
            end = bisect_right(piece, bound)
            ready += piece[:end]
            left[run] = piece[end:] or next(run, ())
            if not left[run]:
                del left[run]
        yield sorted(ready)
