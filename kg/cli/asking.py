"""Questions one a line, and answers as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.answer import Answer
from kg.base import KnowledgeBase
from kg.query import condition
from kg.question.words.plain import LONGEST

if TYPE_CHECKING:
    from kg.question.analysis import Analysis


def lines(where: str) -> list[str]:
    """The lines of a question file, or of stdin for "-"; the end of the last line is not a line. Raises SourceError."""
    if where == "-":
        data = sys.stdin.buffer.read()
        text = data.decode("utf-8-sig", "replace")
    else:
        from kg.sources.files.decode import decode, read_bytes

        data = read_bytes(Path(where))
        text, _ = decode(data, where)
    body = text.removesuffix("\n").removesuffix("\r")
    return [line.removesuffix("\r") for line in body.split("\n")] if text else []


def question(line: str) -> str:
    """The question of a line: the line, or what its JSON has under "question"."""
    if not line.lstrip().startswith("{"):
        return line.strip()
    try:
        asked = json.loads(line).get("question", "")
    except (ValueError, RecursionError):
        return line.strip()
    return asked if isinstance(asked, str) else dump(asked, pretty=False)


def batch_line(kb: KnowledgeBase, line: str, top: int, catalogue: str) -> str:
    """The answer to one line as one line of JSON; a question too long to ask is cut to 2,000 characters."""
    asked = question(line)
    clean = asked.encode("utf-8", "replace").decode("utf-8")
    answer = kb.ask(clean[:LONGEST], top=top, catalogue=catalogue).json()
    return dump({**answer, "question": clean}, pretty=False)


def explained(analysis: Analysis, answer: Answer) -> str:
    """How a question was read: its mentions, its conditions, what is asked for, and whether a query or a search answered it."""
    mentions = [f"{token.text}→{token.kind}" for token in analysis.tokens if token.kind not in ("filler", "mark", "rest")]
    lines = [
        f"提及：{'，'.join(mentions) or '无'}",
        f"条件：{'；'.join(condition(atom.said) for atom in analysis.atoms) or '无'}",
        f"未解释的词：{'、'.join(analysis.rest) or '无'}",
        f"走法：{'查询' if answer.kind == 'query' else '检索'}",
        f"查询式：{analysis.query}"
        if answer.kind == "query"
        else f"匹配的事项：{'、'.join(m.matter for m in answer.mentions) or '无'}",
        f"理解：{answer.reading}",
    ]
    return "\n".join(lines)


def dump(value: Any, *, pretty: bool) -> str:
    """JSON for people to read (`pretty`) or on one line."""
    return json.dumps(value, ensure_ascii=False, indent=2 if pretty else None)
