"""catalogue.toml -> About: what a document does not say of itself."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

from kg.errors import SourceError
from kg.records import About

_KNOWN = ("slug", "publisher", "aliases", "area", "issued", "licence", "origin")


def read(path: Path) -> About:
    """The [catalogue] table of the TOML file at `path`; keys left out stay empty. Raises SourceError for a bad file."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise SourceError(f"无法读取目录说明：{problem}", where=str(path), hint="请检查 TOML 语法。") from problem
    table = data.get("catalogue", {})
    unknown = sorted(set(table) - {*_KNOWN, "sha256"})
    if unknown:
        raise SourceError(f"未知的键：{'、'.join(unknown)}", where=str(path), hint=f"可用的键：{'、'.join(_KNOWN)}。")
    return About(**{key: tuple(table[key]) if key == "aliases" else str(table[key]) for key in _KNOWN if key in table})


def bundled() -> Path:
    """The folder of the bundled catalogue."""
    return Path(str(files("kg"))) / "catalogues" / "binhai-ftu"
