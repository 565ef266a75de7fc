"""A user's YAML file of labels -> which kind of value stands under each.

名称: [工作事项, 服务名称]        # a label duty-kg knows: other wordings of it
责任处室: department              # or a wording: the kind (labels.toml) or label it stands for
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kg.errors import SourceError, reason
from kg.labels import NAME_OF, usual_kind
from kg.text import label

if TYPE_CHECKING:
    import yaml

_LARGEST = 100_000
_EXAMPLE = "每行写“已知栏名: [别名一, 别名二]”或“别名: 已知栏名”，例如“名称: [工作事项]”。"
_TEXT = "tag:yaml.org,2002:str"


def read(path: Path | None) -> dict[str, str]:
    """The labels that the file explains, with their kinds; no file explains none. Raises SourceError naming what is wrong with it, and the line."""
    found: dict[str, tuple[str, str]] = {}
    keys: set[str] = set()
    for entry in _entries(path) if path else ():
        if label(entry.key) in keys:
            entry.refuse(f"“{entry.key}”写了两次。", "请合并成一行：“名称: [别名一, 别名二]”。")
        keys.add(label(entry.key))
        for word, kind, name in entry.explained():
            known, under = found.setdefault(word, (kind, name))
            if known != kind:
                entry.refuse(f"“{word}”既写成“{under}”，又写成“{name}”。", "一个别名只能归一栏，请删去其中一处。")
    return {word: kind for word, (kind, _) in found.items()}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key of the file with the words beside it (None: something else stands there), and its place as FILE:LINE."""

    key: str
    words: list[str] | None
    where: str

    def explained(self) -> Iterator[tuple[str, str, str]]:
        """Each label that is explained, its kind, and what it is said to be."""
        words = self.words
        if not words or not all(map(label, words)):
            self.refuse(f"“{self.key}”的写法不对。", _EXAMPLE)
        kind = _kind(self.key)
        if kind:
            yield from ((label(word), kind, self.key) for word in words)
        elif len(words) == 1 and _kind(words[0]):
            yield label(self.key), _kind(words[0]), words[0]
        else:
            self.refuse(f"不知道“{self.key}”是哪一栏。", f"已知的栏名：{'、'.join(NAME_OF.values())}。")

    def refuse(self, message: str, hint: str) -> NoReturn:
        """Raise SourceError for this line."""
        raise SourceError(message, where=self.where, hint=hint)


def _entries(path: Path) -> Iterator[_Entry]:
    import yaml

    top = _composed(path)
    if isinstance(top, yaml.MappingNode) and len(top.value) == 1 and isinstance(top.value[0][1], yaml.MappingNode):
        top = top.value[0][1]  # under one heading, such as "labels:"
    if not isinstance(top, yaml.MappingNode) or not top.value:
        raise SourceError("栏名对照应是“栏名: 别名”的表。", where=str(path), hint=_EXAMPLE)
    for key, value in top.value:
        listed = value.value if isinstance(value, yaml.SequenceNode) else [value]
        words = [one.value for one in listed if isinstance(one, yaml.ScalarNode) and one.tag == _TEXT]
        text = key.value if isinstance(key, yaml.ScalarNode) else ""
        yield _Entry(text, words if len(words) == len(listed) else None, f"{path}:{key.start_mark.line + 1}")


def _composed(path: Path) -> yaml.Node | None:
    """The nodes of the file, which know their lines; nothing is made of them."""
    import yaml

    try:
        if path.stat().st_size > _LARGEST:
            raise SourceError("栏名对照超过 100 KB。", where=str(path), hint=_EXAMPLE)
        return yaml.compose(path.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
    except OSError as problem:
        raise SourceError(
            f"无法读取栏名对照（{reason(problem)}）。", where=str(path), hint="请检查 --mapping 给出的路径。"
        ) from problem
    except UnicodeDecodeError as problem:
        raise SourceError("栏名对照不是 UTF-8 编码的 YAML 文本。", where=str(path), hint="请另存为 UTF-8。") from problem
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise SourceError("栏名对照不是合法的 YAML 文本。", where=where, hint=_EXAMPLE) from problem


def _kind(text: str) -> str:
    if text in NAME_OF:
        return text
    found = usual_kind(label(text))
    return "" if found == "other" else found
