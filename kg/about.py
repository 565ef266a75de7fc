"""catalogue.toml -> About: what a document does not say of itself."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import SourceError
from kg.records import About, Body

_KNOWN = ("slug", "publisher", "kind", "area", "issued", "licence", "origin")

FACTS = {"issued": "发布日期", "area": "适用区域", "licence": "许可", "origin": "来源"}


def unsaid(about: About) -> list[str]:
    """What nobody has said about a catalogue, in Chinese."""
    return [name for key, name in FACTS.items() if not getattr(about, key)]


def read(path: Path) -> About:
    """The [catalogue] table of the TOML file at `path`; keys left out stay empty, and the links and questions beside it. Raises SourceError for a bad file."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise SourceError(f"无法读取目录说明：{problem}", where=str(path), hint="请检查 TOML 语法。") from problem
    table = data.get("catalogue", {})
    unknown = sorted(set(table) - {*_KNOWN, "aliases", "superiors", "sha256"})
    if unknown:
        raise SourceError(
            f"未知的键：{'、'.join(unknown)}", where=str(path), hint=f"可用的键：{'、'.join(_KNOWN)}、aliases、superiors。"
        )
    texts = {key: str(table[key]) for key in _KNOWN if key in table}
    return About(
        **texts,
        aliases=tuple(map(str, table.get("aliases", ()))),
        superiors=_superiors(table.get("superiors", []), path),
        links=_links(path.parent / "matter-links.ttl"),
        questions=_questions(path.parent / "questions.jsonl"),
    )


def bundled() -> Path:
    """The folder of the bundled catalogue."""
    return Path(str(files("kg"))) / "catalogues" / "binhai-ftu"


def _superiors(tables: Any, path: Path) -> tuple[Body, ...]:
    given = tables if isinstance(tables, list) else [tables]
    if not all(isinstance(table, dict) and table.get("name") and set(table) <= {"name", "aliases"} for table in given):
        raise SourceError(
            "superiors 的写法不对。",
            where=str(path),
            hint="每个上级机构写一段 [[catalogue.superiors]]，有 name，可有 aliases。",
        )
    return tuple(Body(str(table["name"]), tuple(map(str, table.get("aliases", ())))) for table in given)


def _links(path: Path) -> bytes:
    try:
        data = path.read_bytes() if path.is_file() else b""
        for _ in ox.parse(data, format=ox.RdfFormat.TURTLE):
            pass
    except OSError as problem:
        raise SourceError(f"无法读取事项关联：{problem}", where=str(path), hint="请检查读取权限。") from problem
    except SyntaxError as problem:
        where = f"{path}:{problem.lineno}" if problem.lineno else str(path)
        raise SourceError(f"事项关联不是合法的 Turtle：{problem.msg}", where=where, hint="请按提示的行改正语法。") from problem
    return data


def _questions(path: Path) -> tuple[tuple[str, str], ...]:
    """Duty number and question of each line of a JSON Lines file; other keys (kind, date …) are for people."""
    if not path.is_file():
        return ()
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise SourceError(f"无法读取目录的问题：{problem}", where=str(path), hint="应为 UTF-8 编码的 JSON Lines。") from problem
    return tuple(_question(line, f"{path} 第 {number} 行") for number, line in enumerate(lines, 1) if line.strip())


def _question(line: str, where: str) -> tuple[str, str]:
    try:
        entry = json.loads(line)
        return str(entry["duty"]), str(entry["question"])
    except (ValueError, KeyError, TypeError) as problem:
        hint = '每行一个 JSON 对象，有 "duty"（职责序号）与 "question"。'
        raise SourceError("这一行不是问题。", where=where, hint=hint) from problem
