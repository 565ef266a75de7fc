"""Opening Office files in a process of its own: whatever the file does there, this process gets blocks or a SourceError.

The worker starts with the first Office file and serves the following ones; a start costs about 0.1 s of processor time,
a text file never needs it.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
import time
from typing import Any

from kg.errors import SourceError
from kg.sources.blocks import Block, unpack
from kg.sources.files.worker import SECONDS

_DEADLINE = SECONDS + 5
_MAX_REPLY = 400_000_000
_BOOT = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from kg.sources.files.worker import main; main()"


class Worker:
    """A worker process that lives as long as the `with` block, started when first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def blocks(self, form: str, data: bytes, where: str) -> list[Block]:
        """The blocks of a docx or xlsx file. Raises SourceError when it is damaged or takes too much time or memory."""
        reply = self._asked(form, data, where)
        if reply is None:
            self._stop()
            raise SourceError(
                f"读取该文件超过了时间（{SECONDS} 秒）或内存的上限。",
                where=where,
                hint="请拆分文件，或用 Word、Excel 打开另存后再导入。",
            )
        if "error" in reply:
            raise SourceError(reply["error"], where=reply["where"], hint=reply["hint"])
        return unpack(reply["blocks"])

    def _asked(self, form: str, data: bytes, where: str) -> dict[str, Any] | None:
        process = self._running()
        head = json.dumps({"form": form, "where": where, "bytes": len(data)}).encode() + b"\n"
        sender = threading.Thread(target=_send, args=(process, head + data), daemon=True)
        sender.start()
        line = _line(process, time.monotonic() + _DEADLINE)
        return json.loads(line) if line else None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _BOOT, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={key: value for key, value in os.environ.items() if key in ("PATH", "SYSTEMROOT", "LANG", "TMPDIR")},
            )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue


def _send(process: subprocess.Popen[bytes], data: bytes) -> None:
    try:
        assert process.stdin
        process.stdin.write(data)
        process.stdin.flush()
    except (BrokenPipeError, ValueError, OSError):
        return  # the worker has ended; the missing reply says so


def _line(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    """The next line of the worker's output; empty when it ends, dawdles or says too much."""
    assert process.stdout
    pieces: list[bytes] = []
    size = 0
    while (left := deadline - time.monotonic()) > 0 and size < _MAX_REPLY:
        ready, _, _ = select.select([process.stdout], [], [], left)
        piece = os.read(process.stdout.fileno(), 1 << 20) if ready else b""
        if not piece:
            return b""
        pieces.append(piece)
        size += len(piece)
        if piece.endswith(b"\n"):
            return b"".join(pieces)
    return b""
