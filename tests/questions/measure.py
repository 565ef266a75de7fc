"""How well the search does: the sets of sets.toml, judged as `duty-kg eval` judges them -> index/quality.json.

Run as ``python -m tests.questions.measure`` from the top of the repository (`make quality`); prints the rows that README and
index/QUALITY.md show. A set whose files are not here keeps the figures it has.
"""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import kg
from kg import evaluate, pipeline
from tests.catalogues.office import power_list
from tests.catalogues.render import render

TOP = Path(__file__).parents[2]
SETS: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "sets.toml").read_text("utf-8"))
_KEPT = TOP / "index" / "quality.json"
_SHOWN = ("hit@1", "hit@3", "department", "auroc", "coverage@95")
_COLUMNS = {"no": "序号", "name": "职权名称", "department": "承办科室", "basis": "实施依据"}
Measures = dict[str, dict[str, Any]]


def measures(name: str, base: kg.KnowledgeBase) -> Measures:
    """One set, asked of a base that holds its catalogue."""
    asked = [question for path in SETS[name]["asked"] for question in evaluate.read(TOP / path)]
    return evaluate.measures(evaluate.run(base, asked))


def rows(kept: dict[str, Measures]) -> list[str]:
    """The figures as rows of a Markdown table: set, questions in scope, what is shown of each."""
    return [
        f"| {SETS[name]['title']} | {found['hit@1']['n']} | {' | '.join(_short(found, of) for of in _SHOWN)} |"
        for name, found in kept.items()
    ]


def _short(found: Measures, name: str) -> str:
    return f"{found[name]['value']:.3f}".removeprefix("0") if name in found else "–"


def _base(name: str, folder: Path) -> kg.KnowledgeBase:
    """A base with the catalogue of a set and nothing else."""
    body = SETS[name].get("body")
    pipeline.publish([pipeline.read(_document(TOP / body, folder)) if body else pipeline.bundled()], folder / "base")
    return kg.load(folder / "base")


def _document(body: Path, folder: Path) -> Path:
    """An invented body as a document: information tables of a JSON file, a list of a file with a line a duty."""
    if body.suffix == ".json":
        path = folder / f"{body.stem}.txt"
        path.write_bytes(render(json.loads(body.read_text("utf-8"))).data)
        return path
    path = folder / f"{body.stem}.xlsx"
    duties = [json.loads(line) for line in body.read_text("utf-8").splitlines()]
    listed = [[duty[key] for key in _COLUMNS] for duty in duties]
    path.write_bytes(power_list("某区民政局职责目录", list(_COLUMNS.values()), listed, "xlsx"))
    return path


def _written(kept: dict[str, Measures]) -> str:
    """A measure a line, so that a change can be read."""
    sets = (
        f'  "{name}": {{\n' + ",\n".join(f"    {json.dumps(of)}: {json.dumps(value)}" for of, value in found.items()) + "\n  }"
        for name, found in kept.items()
    )
    return "{\n" + ",\n".join(sets) + "\n}\n"


def main() -> None:
    """Ask every set whose files are here; write and print the figures."""
    kept: dict[str, Measures] = json.loads(_KEPT.read_text("utf-8")) if _KEPT.exists() else {}
    bases: dict[str, kg.KnowledgeBase] = {}
    with tempfile.TemporaryDirectory() as place:
        for name, given in SETS.items():
            if not all((TOP / path).exists() for path in given["asked"]):
                sys.stderr.write(f"{name}: not here, kept as it was\n")
                continue
            folder = Path(place, name)
            folder.mkdir()
            home = given.get("body", "")
            bases[home] = bases.get(home) or _base(name, folder)
            kept[name] = measures(name, bases[home])
    ordered = {name: kept[name] for name in SETS if name in kept}
    _KEPT.write_text(_written(ordered), encoding="utf-8")
    sys.stdout.write("\n".join([*rows(ordered), ""]))


if __name__ == "__main__":
    main()
