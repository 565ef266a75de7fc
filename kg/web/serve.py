"""Serving: one process, until it is interrupted."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.errors import BaseError


def run(base_folder: Path, host: str, port: int) -> None:
    """Serve the base until Ctrl-C. Raises BaseError when there is none or the address is taken."""
    import socket

    import uvicorn

    from kg.web import application

    app = application(base_folder)
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as problem:
        raise BaseError(f"无法监听 {host}:{port}（{problem.strerror}）。", hint="请用 --port 换一个端口。") from problem
    print(f"问答页面：http://{host}:{listener.getsockname()[1]}/ （Ctrl-C 结束）", file=sys.stderr)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, limit_concurrency=200))
    server.run(sockets=[listener])
