"""One generation ready to be served, and how the next one takes its place without losing a request."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from fastapi import Request

from kg import generation
from kg.base import KnowledgeBase
from kg.errors import KgError
from kg.overlap.gaps.listed import Gaps
from kg.query import recorded
from kg.query.recorded import Recorded
from kg.web.render import Renderer

_EVERY = 1.0


class Site:
    """A base opened with its index, and the pages over it."""

    def __init__(self, folder: Path, examples: Sequence[str] = ()) -> None:
        """Open the current generation. Raises BaseError when it or its index cannot be opened."""
        self.base = KnowledgeBase(folder)
        self.base.index  # noqa: B018 - opened before the first request, and only once whatever threads come first
        self.store = str(self.base.folder / "store")
        self.version = _version_of(self.base)
        self.renderer = Renderer(self.base, examples, self.version)

    @cached_property
    def findings(self) -> list[Recorded]:
        """The defects recorded in this generation, read once."""
        return recorded.findings(self.base.store)

    @cached_property
    def gaps(self) -> tuple[Gaps, ...]:
        """What nobody covers in this generation, worked out once."""
        return self.base.gaps()


class Sites:
    """The site of the generation that is current; a newer one is opened in the background, then takes over between requests."""

    def __init__(self, folder: Path, examples: Sequence[str] = ()) -> None:
        self._folder = folder
        self._examples = examples
        self._seen = generation.pointer(folder)
        self._site = Site(folder, examples)
        self._looked = time.monotonic()
        self._opening = threading.Lock()
        self.reloads = 0
        self.trouble = ""  # why the folder as it is now could not be opened

    def now(self) -> Site:
        """The site to answer with. Looks for a newer generation at most once a second, and never waits for it."""
        if time.monotonic() - self._looked > _EVERY:
            self._looked = time.monotonic()
            if (generation.pointer(self._folder) != self._seen or self.trouble) and self._opening.acquire(blocking=False):
                threading.Thread(target=self._reload, daemon=True).start()
        return self._site

    def _reload(self) -> None:
        try:
            seen = generation.pointer(self._folder)
            self._site = Site(self._folder, self._examples)
            self._seen = seen
            self.reloads += 1
            self._tell("")
        except (KgError, OSError) as problem:  # the generation in use goes on answering; the next look tries again
            self._tell(str(problem))
        finally:
            self._opening.release()

    def _tell(self, trouble: str) -> None:
        """Say once in the log that the base on disk is damaged, and once that it is no more: a restart would fail."""
        if trouble != self.trouble:
            now = f"知识库文件夹有问题，继续用已打开的 {self._site.base.folder.name} 回答，重启后会打不开：{trouble}"
            sys.stderr.write(f"{now if trouble else '知识库文件夹恢复正常。'}\n")
            sys.stderr.flush()
        self.trouble = trouble


def current(request: Request) -> Site:
    """The site with which to answer `request`."""
    sites: Sites = request.app.state.sites
    return sites.now()


def _version_of(base: KnowledgeBase) -> str:
    """The version of the data: the same data has the same, whenever it was built."""
    files = base.manifest["files"]
    return next(str(entry["sha256"])[:12] for name, entry in files.items() if name.startswith("exports/"))
