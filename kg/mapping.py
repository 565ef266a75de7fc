"""A user's YAML file of labels -> which kind of value stands under each.

名称: [工作事项, 服务名称]        # a label duty-kg knows: other wordings of it
责任处室: department              # or a wording: the kind (labels.toml) or label it stands for
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import SourceError, reason
from kg.labels import NAME_OF, kind_of
from kg.text import label

_LARGEST = 100_000
_EXAMPLE = "每行写“已知栏名: [别名一, 别名二]”或“别名: 已知栏名”，例如“名称: [工作事项]”。"


def read(path: Path) -> dict[str, str]:
    """The labels that the file explains, with their kinds. Raises SourceError naming what is wrong with it."""
    import yaml

    try:
        if path.stat().st_size > _LARGEST:
            raise SourceError("栏名对照超过 100 KB。", where=str(path), hint=_EXAMPLE)
        data = yaml.safe_load(path.read_text("utf-8-sig"))
    except OSError as problem:
        raise SourceError(
            f"无法读取栏名对照（{reason(problem)}）。", where=str(path), hint="请检查 --mapping 给出的路径。"
        ) from problem
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise SourceError("栏名对照不是合法的 YAML 文本。", where=where, hint=_EXAMPLE) from problem
    if isinstance(data, dict) and len(data) == 1 and isinstance(next(iter(data.values())), dict):
        data = next(iter(data.values()))  # under one heading, such as "labels:"
    if not isinstance(data, dict) or not data:
        raise SourceError("栏名对照应是“栏名: 别名”的表。", where=str(path), hint=_EXAMPLE)
    return {word: kind for key, values in data.items() for word, kind in _entry(str(key), values, path)}


def _entry(key: str, values: Any, path: Path) -> Iterator[tuple[str, str]]:
    words = values if isinstance(values, list) else [values]
    if not words or not all(isinstance(word, str) and label(word) for word in words):
        raise SourceError(f"“{key}”的写法不对。", where=str(path), hint=_EXAMPLE)
    kind = _kind(key)
    if kind:
        yield from ((label(word), kind) for word in words)
    elif len(words) == 1 and _kind(words[0]):
        yield label(key), _kind(words[0])
    else:
        raise SourceError(f"不知道“{key}”是哪一栏。", where=str(path), hint=f"已知的栏名：{'、'.join(NAME_OF.values())}。")


def _kind(text: str) -> str:
    if text in NAME_OF:
        return text
    found = kind_of(label(text))
    return "" if found == "other" else found
