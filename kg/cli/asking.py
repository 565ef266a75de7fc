"""Questions one a line, and answers as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from kg.base import KnowledgeBase
from kg.question import LONGEST
from kg.sources.decode import decode, read_bytes


def lines(where: str) -> list[str]:
    """The lines of a question file, or of stdin for "-"; the end of the last line is not a line. Raises SourceError."""
    if where == "-":
        data = sys.stdin.buffer.read()
        text = data.decode("utf-8-sig", "replace")
    else:
        data = read_bytes(Path(where))
        text, _ = decode(data, where)
    body = text.removesuffix("\n").removesuffix("\r")
    return [line.removesuffix("\r") for line in body.split("\n")] if text else []


def batch_line(kb: KnowledgeBase, line: str, top: int, catalogue: str) -> str:
    """The answer to one line as one line of JSON; a question too long to ask is cut to 2,000 characters."""
    asked = _question(line)
    clean = asked.encode("utf-8", "replace").decode("utf-8")
    answer = kb.ask(clean[:LONGEST], top=top, catalogue=catalogue).json()
    return dump({**answer, "question": clean}, pretty=False)


def dump(value: Any, *, pretty: bool) -> str:
    """JSON for people to read (`pretty`) or on one line."""
    return json.dumps(value, ensure_ascii=False, indent=2 if pretty else None)


def _question(line: str) -> str:
    if not line.lstrip().startswith("{"):
        return line.strip()
    try:
        asked = json.loads(line).get("question", "")
    except (ValueError, RecursionError):
        return line.strip()
    return asked if isinstance(asked, str) else dump(asked, pretty=False)
