"""What the run did: counts and seconds, told as it goes and kept for report.json."""

import platform
import sys
import time
from importlib.metadata import version

LIBRARIES = (
    "jieba",
    "numpy",
    "safetensors",
    "scikit-learn",
    "scipy",
    "sentence-transformers",
    "tokenizers",
    "torch",
)


class Report:
    """Collects counts and the wall-clock seconds between them; speaks on stderr."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def done(self, station: str, **counts: int) -> None:
        """Record that a station is finished, with what it counted."""
        now = time.perf_counter()
        self.seconds[station] = round(now - self._last, 1)
        self._last = now
        self.counts |= counts
        told = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
        print(f"{self.seconds[station]:6.1f} s  {station}  {told}".rstrip(), file=sys.stderr)


def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that shape the result."""
    return {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES}
