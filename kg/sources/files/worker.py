"""The process that opens Office files: it has little memory and time, reads nothing but what it is sent, and may be killed.

One request is a line of JSON {"form", "where", "bytes"} followed by the file's bytes; one reply is a line of JSON:
{"blocks": …} or {"error": message, "where", "hint"}.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any, BinaryIO

MEMORY = 448_000_000
SECONDS = 15
_NO_ROOM = ("XMLSyntaxError", 2)  # how lxml says that it got no memory, of XML that may be sound
_SMALLER = "请拆分文件，或删去多余的空行和图片后再导入。"
_DAMAGES = {
    "XMLSyntaxError": "文件里的 XML 不完整，或嵌套过深。",
    "ParseError": "文件里的 XML 不完整。",
    "IndexError": "文件里引用了不存在的内容（例如超出范围的共享字符串编号）。",
    "KeyError": "文件里少了它引用的部分。",
    "ValueError": "文件里有不合规范的数值或引用。",
}


def main() -> None:
    """Answer requests from stdin until it ends."""
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would import it, and here it serves nothing
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    _limit_memory()
    for line in requests:
        request = json.loads(line)
        _limit_time()
        replies.write(json.dumps(_answer(request, requests), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        replies.flush()


def _answer(request: dict[str, Any], stream: BinaryIO) -> dict[str, Any]:
    from kg.errors import SourceError
    from kg.sources.blocks import pack

    data = stream.read(request["bytes"])
    where = request["where"]
    hint = "请用 Word、WPS 或 Excel 打开后另存为新文件，再导入。"
    try:
        return {"blocks": pack(_blocks(request["form"], data, where))}
    except SourceError as problem:
        return {"error": problem.message, "where": problem.where, "hint": problem.hint}
    except Exception as problem:  # whatever a damaged file makes the parsers raise
        if isinstance(problem, MemoryError) or (type(problem).__name__, getattr(problem, "code", 0)) == _NO_ROOM:
            return {"error": "读取该文件需要的内存超过上限。", "where": where, "hint": _SMALLER}
        what = _DAMAGES.get(type(problem).__name__, f"文件内容已损坏（{type(problem).__name__}）。")
        return {"error": what, "where": where, "hint": hint}


def _blocks(form: str, data: bytes, where: str) -> list[Any]:
    """What the module of the format's name makes of the file, imported here alone; READERS says which formats have one."""
    from kg.errors import SourceError
    from kg.sources.files.readers import READERS

    if not READERS[form].apart:
        raise SourceError(f"{READERS[form].says}不在这里打开。", where=where)
    return list(import_module(f"kg.sources.files.{form}").blocks(data, where))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _limit_time() -> None:
    """SECONDS of processor time from now on."""
    try:
        import resource
    except ImportError:
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent.ru_utime + spent.ru_stime) + SECONDS, hard))
