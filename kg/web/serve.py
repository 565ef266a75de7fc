"""Run the web door until somebody stops it."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

from kg.errors import BaseError, UsageError


def run(base_folder: Path, host: str, port: int) -> None:
    """Serve the base in `base_folder` at `host`:`port` (0: any free port), and say on stderr where once requests are accepted.

    Writes no log of requests: what people ask stays with them. Ctrl-C lets running requests end, then KeyboardInterrupt
    goes to the caller. Raises BaseError when the base cannot be opened or the address cannot be had.
    """
    import uvicorn

    from kg.web import application

    app = application(base_folder)
    with _bound(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        sys.stderr.write(f"问答页面：http://{shown}:{listening.getsockname()[1]}/ （按 Ctrl-C 停止）\n")
        sys.stderr.flush()
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            limit_concurrency=200,
            timeout_graceful_shutdown=5,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise UsageError(f"端口 {port} 不存在。", hint="端口应在 0 到 65535 之间。")
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, UnicodeError) as problem:
        raise BaseError(
            f"无法在这个地址提供服务：{problem}", where=f"{host}:{port}", hint="请换一个端口（--port）或地址（--host）。"
        ) from problem
