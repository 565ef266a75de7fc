"""BASE/slugs.json: the slugs that a base has minted, kept over its generations so that published IRIs stay."""

from __future__ import annotations

import json
from pathlib import Path

from kg.errors import BaseError
from kg.generation import write_text

Slugs = dict[str, dict[str, str]]

CATALOGUES = "catalogues"
_FILE = "slugs.json"
HINT = "请从备份恢复；删除它会改变已发布的 IRI。"


def read(base: Path) -> Slugs:
    """Catalogue slug -> its names and their slugs; {} where there are none. Raises BaseError for a damaged file.

    Under "catalogues" stand title and slug of each.
    """
    path = base / _FILE
    if not path.is_file():
        return {}
    try:
        slugs = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as problem:
        what = {UnicodeDecodeError: "不是 UTF-8 文本", RecursionError: "括号嵌套过深"}.get(type(problem), "不是完整的 JSON")
        raise BaseError(f"slugs.json 已损坏：{what}。", where=str(path), hint=HINT) from problem
    if not isinstance(slugs, dict) or not all(
        isinstance(table, dict) and all(map(_sound, table.values())) for table in slugs.values()
    ):
        raise BaseError("slugs.json 已损坏：应是两层的表，每个名称对应一段网址。", where=str(path), hint=HINT)
    return slugs


def _sound(slug: object) -> bool:
    return isinstance(slug, str) and bool(slug.strip(".")) and slug.isascii() and slug.isprintable() and "/" not in slug


def write(base: Path, slugs: Slugs) -> None:
    """Keep the slugs, in one step."""
    write_text(base / _FILE, json.dumps(slugs, ensure_ascii=False, indent=1, sort_keys=True))


def missing(base: Path, catalogues: list[str]) -> list[str]:
    """Those of `catalogues`, given by their slugs, of which nothing is kept. Raises BaseError for a damaged file."""
    known = set(read(base).get(CATALOGUES, {}).values())
    return [slug for slug in catalogues if slug not in known]
