"""A base on disk: a folder of generations, each complete, one of them current, switched in one step.

BASE/current              the name of the generation in use, and the SHA-256 of its manifest
BASE/gen-N/store/         the graphs
BASE/gen-N/index/         the search index
BASE/gen-N/exports/       N-Quads of everything, sorted
BASE/gen-N/MANIFEST.json  what it was made from, counts, and the SHA-256 of every other file
BASE/slugs.json           minted slugs, kept over generations
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kg.errors import BaseError, is_full, reason

_ENVIRONMENT = "DUTY_KG_BASE"
_CURRENT, _MANIFEST = "current", "MANIFEST.json"
_FORMAT = 3
_KEPT = 2
_QUICK_CHECK = 64_000_000


def default_place() -> Path:
    """Where the base stands when nobody says otherwise: $DUTY_KG_BASE, else the user's data directory."""
    said = os.environ.get(_ENVIRONMENT)
    if said:
        return Path(said)
    import platformdirs

    return platformdirs.user_data_path("duty-kg", appauthor=False) / "base"


def place_is_named() -> bool:
    """Whether somebody says where the base stands, with $DUTY_KG_BASE."""
    return bool(os.environ.get(_ENVIRONMENT))


def current(base: Path) -> Path:
    """The generation in use. Raises BaseError when there is none."""
    file = base / _CURRENT
    if not file.is_file():
        left = "（上次的 build 没有完成）" if any(base.glob("draft-*")) else ""
        raise BaseError(
            f"这里没有知识库{left}。", where=str(base), hint="请先运行 duty-kg build，或用 --base 指出知识库所在的文件夹。"
        )
    name, _, seal_of_manifest = file.read_text("utf-8", "replace").strip().partition(" ")
    folder = base / name
    if not name.startswith("gen-") or "/" in name or not folder.is_dir():
        raise BaseError("知识库的 current 文件指向不存在的一代。", where=str(file), hint="请重新运行 duty-kg build。")
    if not (folder / _MANIFEST).is_file():
        raise _altered(folder / _MANIFEST, "缺失")
    if sha256(folder / _MANIFEST) != seal_of_manifest:
        raise _altered(folder / _MANIFEST, "被改动过")
    return folder


def exists(base: Path) -> bool:
    """Whether `base` holds a published generation."""
    return (base / _CURRENT).is_file()


def pointer(base: Path) -> str:
    """What `current` says: the name of the generation in use and the SHA-256 of its manifest; "" where there is none that can be read."""
    try:
        return (base / _CURRENT).read_text("utf-8").strip()
    except (OSError, UnicodeError):
        return ""


def manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a generation. Raises BaseError when it is missing, damaged or of another format."""
    path = folder / _MANIFEST
    try:
        data = json.loads(path.read_text("utf-8"))
        if not isinstance(data["format"], int) or not isinstance(data["files"], dict):
            raise ValueError(data["format"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as problem:
        why = reason(problem) if isinstance(problem, OSError) else "内容不合格式"
        raise BaseError(f"知识库清单无法读取（{why}）。", where=str(path), hint="请重新运行 duty-kg build。") from problem
    if data["format"] != _FORMAT:
        raise BaseError("知识库由另一个版本的 duty-kg 建立。", where=str(path), hint="请用原来的文件重新运行 duty-kg build。")
    return data  # type: ignore[no-any-return]


def verify(folder: Path, *, thorough: bool = False) -> dict[str, Any]:
    """The manifest, after comparing every file with it: size always, SHA-256 up to 64 MB in all or when `thorough`.

    Raises BaseError naming the first file that is missing or altered.
    """
    data = manifest(folder)
    listed: dict[str, dict[str, Any]] = data["files"]
    hashed = thorough or sum(entry["bytes"] for entry in listed.values()) <= _QUICK_CHECK
    for name, entry in listed.items():
        path = folder / name
        if not path.is_file():
            raise _altered(path, "缺失")
        if path.stat().st_size != entry["bytes"] or (hashed and sha256(path) != entry["sha256"]):
            raise _altered(path, "被改动过")
    return data


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def publishing(base: Path) -> Iterator[Path]:
    """A fresh folder to build a generation in; published when the block ends well, removed when it does not.

    Raises BaseError when `base` cannot be written, has no room left, or another build holds it.
    """
    try:
        base.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise _unwritable(problem, base) from problem
    with _locked(base):
        _sweep(base)
        number = max(_numbered(base), default=0) + 1
        draft = base / f"draft-{number}"
        try:
            draft.mkdir()
            yield draft
            _publish(base, draft, f"gen-{number}")
        except BaseException as problem:
            shutil.rmtree(draft, ignore_errors=True)
            if isinstance(problem, OSError) and (is_full(problem) or _is_of(base, problem)):
                raise _unwritten(problem, base) from problem
            raise


def seal(folder: Path, facts: dict[str, Any]) -> None:
    """Write the manifest of a finished folder: `facts` and the size and SHA-256 of every file."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in (_MANIFEST, "LOCK"))
    listed = {p.relative_to(folder).as_posix(): {"bytes": p.stat().st_size, "sha256": sha256(p)} for p in files}
    write_text(folder / _MANIFEST, json.dumps({"format": _FORMAT, **facts, "files": listed}, ensure_ascii=False, indent=1))


def write_text(path: Path, text: str) -> None:
    """Write a file in one step: beside its place, flushed to disk, then renamed.

    Raises BaseError, and leaves what was there, where that fails.
    """
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as problem:
        with suppress(OSError):
            beside.unlink()
        raise _unwritten(problem, path) from problem


def _publish(base: Path, draft: Path, name: str) -> None:
    for path in sorted(draft.rglob("*")):
        _sync(path)
    _sync(draft)
    verify(draft, thorough=True)
    draft.rename(base / name)
    try:
        write_text(base / _CURRENT, f"{name} {sha256(base / name / _MANIFEST)}\n")
    except BaseError:
        shutil.rmtree(base / name, ignore_errors=True)
        raise
    _sync(base)
    generations = _numbered(base)
    for old in sorted(generations)[:-_KEPT]:
        shutil.rmtree(generations[old], ignore_errors=True)


def _numbered(base: Path) -> dict[int, Path]:
    """The folders of generations by number."""
    return {int(path.name[4:]): path for path in base.glob("gen-*") if path.name[4:].isdecimal()}


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(base: Path) -> None:
    for left in base.glob("draft-*"):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _locked(base: Path) -> Iterator[None]:
    import filelock

    lock = filelock.FileLock(base / "lock", timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout as problem:
        raise BaseError("另一个 duty-kg build 正在写这个知识库。", where=str(base), hint="请等它结束后再试。") from problem
    except OSError as problem:
        raise _unwritable(problem, base) from problem
    try:
        yield
    finally:
        lock.release()


def _is_of(base: Path, problem: OSError) -> bool:
    """Whether it is a file of `base` that could not be read or written."""
    return isinstance(problem.filename, str) and Path(problem.filename).is_relative_to(base)


def _unwritable(problem: OSError, base: Path) -> BaseError:
    """What to say where the folder of the base cannot be made or locked."""
    return BaseError(f"无法写入知识库文件夹：{reason(problem)}", where=str(base), hint="请用 --base 换一个可写的文件夹。")


def _unwritten(problem: OSError, where: Path) -> BaseError:
    """What to say where the base cannot be written; whatever generation was current still is."""
    room = "请腾出磁盘空间后再试，或用 --base 换一个磁盘；原有的知识库没有变。"
    hint = room if is_full(problem) else "请检查读写权限，或用 --base 换一个可写的文件夹；原有的知识库没有变。"
    return BaseError(f"无法写入知识库（{reason(problem)}）。", where=str(where), hint=hint)


def _altered(path: Path, what: str) -> BaseError:
    return BaseError(f"知识库文件{what}。", where=str(path), hint="请重新运行 duty-kg build，或从备份恢复整个知识库文件夹。")
