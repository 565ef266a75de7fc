"""catalogue.toml -> About: what a document does not say of itself."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

import pyoxigraph as ox

from kg.errors import SourceError, reason
from kg.names import is_slug
from kg.records import About, Body

_KNOWN = ("slug", "publisher", "kind", "area", "issued", "licence", "origin")
_BESIDE = ("aliases", "examples", "superiors", "sha256")

_DATE = re.compile(r"(\d{4})(?:$|年$|[-./年](\d{1,2})(?:$|月$|[-./月](\d{1,2})日?(?:$|[ T])))")
_LINE = re.compile(r"at line (\d+)")
_LARGEST, _LARGEST_BESIDE, _LONGEST = 100_000, 20_000_000, 500
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd]")
_EXAMPLE = '例如 [catalogue] 之下一行 publisher = "某某局"。'

FACTS = {"issued": "发布日期", "area": "适用区域", "licence": "许可", "origin": "来源"}


def unsaid(about: About) -> list[str]:
    """What nobody has said about a catalogue, in Chinese."""
    return [name for key, name in FACTS.items() if not getattr(about, key)]


def read(path: Path) -> About:
    """What the TOML file at `path` says in its [catalogue] table, with the links and questions beside it.

    Keys left out stay empty. Raises SourceError for a bad file.
    """
    table = _table(path)
    unknown = sorted(set(table) - {*_KNOWN, *_BESIDE})
    if unknown:
        _refuse(f"未知的键：{'、'.join(unknown)}", path, f"可用的键：{'、'.join((*_KNOWN, *_BESIDE))}。")
    if "slug" in table and not is_slug(table["slug"]):
        _refuse(
            "slug 不能用作网址的一段。",
            path,
            '只用英文字母、数字、“.”和“-”，以字母或数字开头结尾，不超过 120 个字符，例如 slug = "liuhe-mzj"。',
        )
    return About(
        **{key: _text(key, table[key], path) for key in _KNOWN if key in table and key != "issued"},
        issued=_date(table["issued"], path) if "issued" in table else "",
        aliases=_texts("aliases", table.get("aliases", []), path),
        examples=_texts("examples", table.get("examples", []), path),
        superiors=_superiors(table.get("superiors", []), path),
        links=_links(path.parent / "matter-links.ttl"),
        questions=_questions(path.parent / "questions.jsonl"),
        path=str(path),
    )


def _table(path: Path) -> dict[str, Any]:
    """The file's [catalogue] table."""
    try:
        if path.stat().st_size > _LARGEST:
            _refuse("目录说明超过 100 KB。", path, "它只说明目录的名称、机构、日期等几项；目录本身请作为文件给出。")
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as problem:
        raise SourceError(
            f"无法读取目录说明（{reason(problem)}）。", where=str(path), hint="请检查 --about 给出的路径。"
        ) from problem
    except UnicodeDecodeError as problem:
        raise SourceError("目录说明不是 UTF-8 文本。", where=str(path), hint="请另存为 UTF-8。") from problem
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        line = _LINE.search(str(problem))
        where = f"{path}:{line[1]}" if line else str(path)
        raise SourceError("目录说明不是合法的 TOML。", where=where, hint=f'每行写“键 = "值"”，{_EXAMPLE}') from problem
    table = data.get("catalogue")
    if not isinstance(table, dict):
        _refuse("没有 [catalogue] 这一节。", path, f"请把各键写在 [catalogue] 之下，{_EXAMPLE}")
    return table


def _text(key: str, value: Any, path: Path) -> str:
    if not isinstance(value, str):
        _refuse(f"{key} 应是一段文字。", path, f'文字要加引号：{key} = "…"。')
    return _sound(key, value, path)


def _sound(key: str, text: str, path: Path) -> str:
    """The text, unless it is empty, endless or more than one line."""
    if not text.strip():
        _refuse(f"{key} 是空的。", path, f"没有可说的，就删去 {key} 这一行。")
    if _CONTROL.search(text):
        _refuse(f"{key} 里有换行或控制字符。", path, "请写在一行之内。")
    if len(text) > _LONGEST:
        _refuse(f"{key} 超过 {_LONGEST} 字。", path, "请写短一些。")
    return text


def _texts(key: str, value: Any, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        _refuse(f"{key} 应是几段文字。", path, f'写成 {key} = ["…", "…"]，只有一个也要方括号。')
    return tuple(_sound(key, one, path) for one in value)


def _date(value: Any, path: Path) -> str:
    """A day, month or year as ISO 8601 writes it, however it was written."""
    written = str(value) if isinstance(value, datetime.date) else value
    found = _DATE.match(written) if isinstance(written, str) else None
    parts = [int(part) for part in found.groups() if part] if found else []
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except (TypeError, ValueError):
        _refuse("issued 不是日期。", path, '写成 issued = 2024-05-06；也可以只写年月或年份：issued = "2024-05"。')
    return "-".join(f"{part:02}" for part in parts)


def bundled() -> Path:
    """The folder of the bundled catalogue."""
    return Path(str(files("kg"))) / "catalogues" / "binhai-ftu"


def _superiors(tables: Any, path: Path) -> tuple[Body, ...]:
    given = tables if isinstance(tables, list) else [tables]
    if not all(isinstance(table, dict) and table.get("name") and set(table) <= {"name", "aliases"} for table in given):
        _refuse("superiors 的写法不对。", path, "每个上级机构写一段 [[catalogue.superiors]]，有 name，可有 aliases。")
    return tuple(
        Body(_text("superiors.name", table["name"], path), _texts("superiors.aliases", table.get("aliases", []), path))
        for table in given
    )


def _refuse(message: str, path: Path, hint: str) -> NoReturn:
    raise SourceError(message, where=str(path), hint=hint)


def _links(path: Path) -> bytes:
    try:
        data = _beside(path)
        for _ in ox.parse(data, format=ox.RdfFormat.TURTLE):
            pass
    except OSError as problem:
        raise SourceError(f"无法读取事项关联（{reason(problem)}）。", where=str(path), hint="请检查读取权限。") from problem
    except SyntaxError as problem:
        where = f"{path}:{problem.lineno}" if problem.lineno else str(path)
        raise SourceError(f"事项关联不是合法的 Turtle：{problem.msg}", where=where, hint="请按提示的行改正语法。") from problem
    return data


def _beside(path: Path) -> bytes:
    """What a file beside the TOML holds, b"" where there is none."""
    if path.is_file() and path.stat().st_size > _LARGEST_BESIDE:
        _refuse("文件超过 20 MB。", path, "请拆分目录，或减少其中的内容。")
    return path.read_bytes() if path.is_file() else b""


def _questions(path: Path) -> tuple[tuple[str, str], ...]:
    """Duty number and question of each line of a JSON Lines file; other keys (kind, date …) are for people."""
    try:
        lines = _beside(path).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        why = reason(problem) if isinstance(problem, OSError) else "不是 UTF-8 文本"
        raise SourceError(f"无法读取目录的问题（{why}）。", where=str(path), hint="应为 UTF-8 编码的 JSON Lines。") from problem
    return tuple(_question(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())


def _question(line: str, where: str) -> tuple[str, str]:
    try:
        entry = json.loads(line)
        return str(entry["duty"]), str(entry["question"])
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        hint = '每行一个 JSON 对象，有 "duty"（职责序号）与 "question"。'
        raise SourceError("这一行不是问题。", where=where, hint=hint) from problem
