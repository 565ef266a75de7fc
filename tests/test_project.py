"""Every declaration is true: what the project says of itself is executed here."""

from __future__ import annotations

import ast
import functools
import gc
import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points, packages_distributions
from importlib.resources import files
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import index
import kg
import ontology

ROOT = Path(__file__).resolve().parents[1]
KEYED_BY_THE_PROGRAM = {  # by names of files, sections, kinds and columns, of which there are only so many
    "kg.overlap.gaps.guide.guide",
    "kg.overlap.gaps.unled._any",
    "kg.overlap.pairs.score.weights",
    "kg.query.blocks.block",
    "kg.query.whole",
    "kg.question.wanted.spoken._labels",
    "kg.question.words.parts.spoken",
    "kg.question.words.vocabulary._read",
    "kg.question.words.vocabulary.cues",
    "ontology.query",
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_console_script_resolves() -> None:
    """The command duty-kg is installed and points to a function."""
    assert callable(next(e for e in entry_points(group="console_scripts") if e.name == "duty-kg").load())


@pytest.mark.parametrize("package", ["kg", "index"])
def test_public_names_exist(package: str) -> None:
    """Each name in __all__ can be imported."""
    module = importlib.import_module(package)
    assert all(hasattr(module, name) for name in module.__all__)


def test_unknown_public_name_is_an_attribute_error() -> None:
    """A name that kg does not have is missing in the ordinary way."""
    with pytest.raises(AttributeError):
        _ = kg.no_such_name


def test_every_file_of_the_packages_is_in_the_wheel() -> None:
    """Sixteen of 137 data files were looked for by name; now whatever lies in a package is, but for what only training reads."""
    packed = {one.distribution_path for one in WheelBuilder(str(ROOT)).recurse_included_files()}
    ours = {path.relative_to(ROOT) for package in ("kg", "index", "ontology") for path in (ROOT / package).rglob("*")}
    inside = {path for path in ours if (ROOT / path).is_file() and "__pycache__" not in path.parts}
    assert {str(path) for path in inside if path.as_posix() not in packed and not path.match("index/training/*.tsv")} == set()


def test_only_duty_kg_owns_the_packages() -> None:
    """No other distribution installs a package of the same name, which pip would not notice."""
    owners = packages_distributions()
    assert all(set(owners.get(name, ["duty-kg"])) == {"duty-kg"} for name in ("kg", "index", "ontology"))


def test_changelog_begins_with_this_version() -> None:
    """The first version in the changelog is the project's."""
    head = re.search(r"(?m)^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert head
    assert head[1] == PROJECT["version"]


def test_asking_imports_nothing_heavy(base_folder: Path) -> None:
    """A cold question leaves alone what takes long to import: models, tokenizers, FAISS, dictionaries, pydantic.

    typer 0.29 once brought pydantic into every command, FAISS and two tokenizers were opened for 57 duties: 0.8 instead of 0.5 CPU s.
    """
    heavy = [
        "torch",
        "sentence_transformers",
        "jieba",
        "bm25s",
        "rdflib",
        "tokenizers",
        "faiss",
        "scipy",
        "pydantic",
        "opencc",
        "pypinyin",
    ]
    code = (
        f"import sys, json; from kg.cli import _run; _run(['ask', '困难帮扶', '--base', {str(base_folder)!r}]);"
        f"print(json.dumps(sorted(set({heavy!r}) & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_no_test_is_switched_off_by_its_name() -> None:
    """Every test module is collected: none is renamed to be left out."""
    others = [path for path in (ROOT / "tests").rglob("*.py") if not path.name.startswith("test_")]
    assert [path.name for path in others if "\ndef test_" in path.read_text("utf-8")] == []


@pytest.mark.parametrize("package", ["kg", "index"])
def test_maps_name_the_modules_beside_them(package: str) -> None:
    """The map in a folder's docstring names each of its modules and nothing else: what is new is entered, what is gone leaves."""
    for folder in [Path(init).parent for init in Path(str(files(package))).rglob("__init__.py")]:
        beside = {path.stem for path in folder.glob("*.py")} - {"__init__", "__main__"}
        beside |= {path.parent.name for path in folder.glob("*/__init__.py")}
        said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
        named = set(re.findall(r"(?<![\w/])([a-z_]+)(?:\.py|/)(?!\w)", said))
        assert {name for name in named if not (folder / name).is_dir()} | (named & beside) == beside, folder


def test_bundled_document_is_the_one_described() -> None:
    """source.txt has the SHA-256 that catalogue.toml states."""
    import hashlib

    folder = files("kg").joinpath("catalogues", "binhai-ftu")
    stated = tomllib.loads(folder.joinpath("catalogue.toml").read_text("utf-8"))["catalogue"]["sha256"]
    assert hashlib.sha256(folder.joinpath("source.txt").read_bytes()).hexdigest() == stated


def test_no_cache_grows_with_what_people_type() -> None:
    """Every word of every question was kept for good: a cache without a bound may only be keyed by what the program itself names."""
    for package in (kg, index, ontology):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(("index.training", "kg.__main__")):
                importlib.import_module(module.name)
    unbounded = {
        f"{one.__module__}.{one.__qualname__}"
        for one in gc.get_objects()
        if type(one) is functools._lru_cache_wrapper  # isinstance asks lazy objects of others, which warn
        and one.__module__.startswith(("kg", "index", "ontology"))
        and one.cache_parameters()["maxsize"] is None
        and inspect.signature(one.__wrapped__).parameters
    }
    assert sorted(unbounded - KEYED_BY_THE_PROGRAM) == []


def test_what_is_imported_is_declared() -> None:
    """starlette, markupsafe, pydantic and huggingface_hub came along with others, until one of those would do without them."""
    found = {
        name.partition(".")[0]
        for package in ("kg", "index", "ontology")
        for path in (ROOT / package).rglob("*.py")
        if "training" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
    }
    given = {re.split("[><=~;\\[ ]", one)[0] for one in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["mcp"]]}
    owners = packages_distributions()
    foreign = found - set(sys.stdlib_module_names) - {"kg", "index", "ontology"}
    assert [name for name in sorted(foreign) if not {_plain(owner) for owner in owners[name]} & set(map(_plain, given))] == []


def _plain(distribution: str) -> str:
    return distribution.lower().replace("_", "-")


def test_every_licence_has_its_text() -> None:
    """The metadata said Apache-2.0, and 11 of 17.9 MB are a model under CC BY-SA 4.0 with words of a dictionary under the MIT licence."""
    others = PROJECT["license"].split(" AND ")[1:]
    assert others == ["CC-BY-SA-4.0", "MIT"]
    assert sorted(path.stem for path in (ROOT / "LICENSES").iterdir()) == sorted(others)
    assert "Copyright (c) 2013 Sun Junyi" in (ROOT / "LICENSES" / "MIT.txt").read_text("utf-8")
    assert "LICENSES/*" in PROJECT["license-files"]


@pytest.mark.parametrize("package", ["kg", "index", "ontology"])
def test_types_are_seen_by_users(package: str) -> None:
    """Strictly typed, and mypy of whoever imports it saw Any."""
    assert files(package).joinpath("py.typed").is_file()
