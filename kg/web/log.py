"""The question log: off unless the operator names a file; e-mails, phones and ID numbers are masked before anything is written."""

from __future__ import annotations

import json
import re
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import Request

    from kg.answer import Answer

_PERSONAL = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "〔邮箱〕"),
    (re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)"), "〔证件号〕"),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)|(?<!\d)(?:0\d{2,3}[- ]?)?\d{7,8}(?!\d)"), "〔电话〕"),
)


def masked(text: str) -> str:
    """`text` without e-mail addresses, ID numbers and telephone numbers."""
    for pattern, instead in _PERSONAL:
        text = pattern.sub(instead, text)
    return text


class Questions:
    """How many questions were asked, and where they are written down: nowhere for the path ""."""

    def __init__(self, path: str = "") -> None:
        self._path = Path(path) if path else None
        self._lock = threading.Lock()
        self.counts: dict[str, int] = {}
        self.seconds = 0.0

    @property
    def kept(self) -> bool:
        """Whether anything is written; the pages say so."""
        return self._path is not None

    def note(self, answer: Answer) -> None:
        """Count a question; where a file was named, append when (to the hour), the masked question, its status and first duty."""
        status, best = answer.status, answer.duties[0].number if answer.duties else ""
        with self._lock:
            self.counts[status] = self.counts.get(status, 0) + 1
            self.seconds += answer.elapsed_ms / 1000
        if self._path is None:
            return
        line = {"hour": time.strftime("%Y-%m-%dT%H"), "question": masked(answer.question), "status": status, "duty": best}
        with self._lock, self._path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def questions(request: Request) -> Questions:
    """Where the questions of the application that answers `request` are counted and, if the operator wants it, kept."""
    log: Questions = request.app.state.questions
    return log
