"""Run the web door until somebody stops it."""

from __future__ import annotations

import errno
import json
import os
import secrets
import signal
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import BaseError, UsageError, reason

if TYPE_CHECKING:
    from types import FrameType

    import uvicorn

_TOKEN = "DUTY_KG_UPDATE_TOKEN"
_SETTINGS = "DUTY_KG_SERVE"
_REASONS = {errno.EADDRINUSE: "端口已被占用", errno.EADDRNOTAVAIL: "本机没有这个地址", errno.EACCES: "没有权限使用这个端口"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What to serve and how. `rdf` (GRAPH=FILE …) makes it a scratch dataset instead of the base in `base`."""

    base: str = ""
    rdf: tuple[str, ...] = ()
    updates: bool = False
    workers: int = 1
    query_seconds: float = 10.0
    question_log: str = ""
    request_log: str = ""


def run(base_folder: Path, host: str, port: int, settings: Settings | None = None) -> None:
    """Serve the base in `base_folder` at `host`:`port` (0: any free port), and say on stderr where once requests are accepted.

    Writes no log of what people ask unless the settings name a file for it. Ctrl-C lets running requests end, then
    KeyboardInterrupt goes to the caller. Raises BaseError when the base cannot be opened or the address cannot be had.
    """
    import uvicorn

    chosen = settings or Settings()
    if chosen.updates and not chosen.rdf:
        raise UsageError("--updates 只能与 --rdf 一起用：知识库是只读的。")
    if chosen.rdf and chosen.workers > 1:
        raise UsageError("--rdf 的临时数据集只用一个进程。", hint="请去掉 --workers。")
    if chosen.updates and not os.environ.get(_TOKEN):
        os.environ[_TOKEN] = secrets.token_urlsafe(24)
        sys.stderr.write(f"更新令牌（未设 {_TOKEN}，这次随机产生）：{os.environ[_TOKEN]}\n")
    data = json.dumps({**asdict(chosen), "base": str(base_folder)})
    app = _built(data)  # by one of several processes too: what cannot be served is said before anything listens
    with _bound(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        what = "SPARQL 查询页（临时数据集）" if chosen.rdf else "问答页面"
        sys.stderr.write(f"{what}：http://{shown}:{listening.getsockname()[1]}/ （按 Ctrl-C 停止）\n")
        sys.stderr.flush()
        if chosen.workers == 1:
            _until_stopped(uvicorn.Server(_config(app)), listening)
            return
        del app
        from uvicorn.supervisors import Multiprocess

        os.environ[_SETTINGS] = data
        config = _config("kg.web.serve:from_environment", factory=True, workers=chosen.workers)
        Multiprocess(config, sockets=[listening]).run()


def _until_stopped(server: uvicorn.Server, listening: socket.socket) -> None:
    """Serve until a signal; Ctrl-C is a KeyboardInterrupt whether or not the event loop lets the signal through once more."""
    pressed: list[int] = []
    stop = server.handle_exit

    def noted(sig: int, frame: FrameType | None) -> None:
        pressed.append(sig)
        stop(sig, frame)

    server.handle_exit = noted  # type: ignore[method-assign]
    server.run(sockets=[listening])
    if signal.SIGINT in pressed:
        raise KeyboardInterrupt


def from_environment() -> Any:
    """The application of one of several processes."""
    return _built(os.environ[_SETTINGS])


def _built(data: str) -> Any:
    """The ASGI application for settings written as JSON. Raises BaseError, UsageError and SourceError."""
    settings = json.loads(data)
    if settings["rdf"]:
        from kg.web import scratch

        token = os.environ.get(_TOKEN, "") if settings["updates"] else ""
        return scratch.application(settings["rdf"], token=token, seconds=settings["query_seconds"])
    from kg.web import application

    return application(
        Path(settings["base"]),
        seconds=settings["query_seconds"],
        size=max(1, (os.cpu_count() or 1) // settings["workers"]),
        question_log=settings["question_log"],
        request_log=settings["request_log"],
    )


def _config(app: Any, **more: Any) -> uvicorn.Config:
    import uvicorn

    from kg.web.patience import Patient

    return uvicorn.Config(
        app,
        http=Patient,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="on",
        limit_concurrency=500,
        timeout_graceful_shutdown=5,
        **more,
    )


def _why(problem: OSError | UnicodeError) -> str:
    """Why an address cannot be had, in Chinese where the reason is a usual one."""
    if isinstance(problem, socket.gaierror | UnicodeError):
        return "没有这个地址"
    return _REASONS.get(problem.errno or 0) or reason(problem)


def _bound(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise UsageError(f"端口 {port} 不存在。", hint="端口应在 0 到 65535 之间。")
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, UnicodeError) as problem:
        raise BaseError(
            f"无法在这个地址提供服务：{_why(problem)}。", where=f"{host}:{port}", hint="请换一个端口（--port）或地址（--host）。"
        ) from problem
