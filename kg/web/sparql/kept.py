"""Complete answers, kept: a generation never changes, so a query that is asked again has the same answer. Bounded in bytes."""

from __future__ import annotations

import hashlib
import re

from kg.web.sparql.wire import Job, Reply

_MOST = 32_000_000
_ONE = 1_000_000
_ENTRY = 1_000  # what an entry costs beside its texts
_NAMES = ("rand", "now", "uuid", "bnode")
_DIFFERS = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\b", re.I)


class Kept:
    """The answers of the latest queries, the least recently asked dropped first."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._answers: dict[Job, Reply] = {}
        self._bytes = 0
        self.hits = 0

    def get(self, job: Job) -> Reply | None:
        """The answer to `job`, if it is kept."""
        found = self._answers.pop(job, None)
        if found:
            self._answers[job] = found  # the last in a dict is the one asked last
            self.hits += 1
        return found

    def put(self, job: Job, reply: Reply) -> Reply:
        """`reply` with its tag, kept if it is a result that will be the same when asked again and is not large."""
        size = _size(job, reply)
        if reply.status != 200 or size > min(_ONE, self._most) or _differs(job.text):
            return reply
        tag = hashlib.blake2b(reply.media.encode(), digest_size=10)
        tag.update(reply.body)
        kept = reply._replace(tag=f'"{tag.hexdigest()}"')
        before = self._answers.pop(job, None)
        self._answers[job] = kept
        self._bytes += size - (_size(job, before) if before else 0)
        while self._bytes > self._most:
            oldest = next(iter(self._answers))
            self._bytes -= _size(oldest, self._answers.pop(oldest))
        return kept


def _differs(text: str) -> bool:
    """Whether the answer may be another when asked again."""
    folded = text.casefold()
    return any(name in folded for name in _NAMES) and bool(_DIFFERS.search(text))


def _size(job: Job, reply: Reply) -> int:
    return len(reply.body) + 2 * len(job.text) + _ENTRY
