"""What went wrong -> a response that says it in Chinese or English: JSON for programs, a page for people, and the right status.

On an English page a message that has no English stands in an English frame, marked as Chinese.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from kg.errors import BaseError, KgError, QueryError, SourceError, UsageError
from kg.web import accept
from kg.web.english import told
from kg.web.guard import HEADERS, LINKED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI, Request

    from kg.web.site import Sites

_PROGRAMS = ("/api/", "/health", "/openapi.json")
_NEGOTIATED = ("/id/", "/ontology", "/void")
_PARAMETERS = {"q": "缺少参数 q：要问的话。", "top": "参数 top 应是 1 到 1000 之间的整数。"}
_STATUSES = {404: "这里没有这个页面。", 405: "这个地址不接受这种请求方法。", 406: "这里没有所要的格式。"}


def status_of(problem: KgError) -> int:
    """The HTTP status that fits: 422 for what the asker can put right, 503 for a base that fails, else 500."""
    if isinstance(problem, UsageError | QueryError | SourceError):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.SERVICE_UNAVAILABLE if isinstance(problem, BaseError) else HTTPStatus.INTERNAL_SERVER_ERROR


def install(app: FastAPI, sites: Sites) -> None:
    """Answer every error of `app` in one form. Paths of this machine (`KgError.where`) are never shown.

    Who asks for data without asking for HTML gets plain text.
    """

    def said(request: Request, status: int, error: str, hint: str = "", headers: Mapping[str, str] | None = None) -> Response:
        lang = accept.language(request.headers.get("accept-language", ""), request.query_params.get("lang", ""))
        if request.url.path.startswith(_PROGRAMS):
            body = json.dumps({"error": told(error, lang), "hint": told(hint, lang)}, ensure_ascii=False)
            return Response(body, status, {**(headers or {}), "Vary": "Accept-Language"}, "application/json")
        varies = {"Vary": "Accept"} if request.url.path.startswith(_NEGOTIATED) else {}
        if request.url.path.startswith(LINKED) and "text/html" not in request.headers.get("accept", ""):
            return Response(
                f"{told(error, lang)}{told(hint, lang)}\n", status, {**(headers or {}), **varies}, "text/plain; charset=utf-8"
            )
        asked = request.query_params.get("q", "") if request.url.path == "/" else ""
        typed = "" if "\ufffd" in asked else asked  # what was not UTF-8 is none of the words that were typed
        page = sites.now().renderer.page("problem.html", request, error=error, hint=hint, status=status, q=typed)
        return Response(page, status, {**(headers or {}), **varies}, "text/html")

    def ours(request: Request, problem: Exception) -> Response:
        known = problem if isinstance(problem, KgError) else KgError(str(problem))
        return said(request, status_of(known), known.message, known.hint)

    def invalid(request: Request, problem: Exception) -> Response:
        errors = problem.errors() if isinstance(problem, RequestValidationError) else ()
        names = dict.fromkeys(str(error["loc"][-1]) for error in errors)
        words = "".join(_PARAMETERS.get(name, f"参数 {name} 不合要求。") for name in names)
        return said(request, HTTPStatus.UNPROCESSABLE_ENTITY, words, "各参数的说明见 /docs。")

    def plain(request: Request, problem: Exception) -> Response:
        status = problem.status_code if isinstance(problem, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
        headers = dict(problem.headers or {}) if isinstance(problem, HTTPException) else {}
        if headers.get("Allow") == "GET":
            headers["Allow"] = "GET, HEAD, OPTIONS"
        told = problem.detail if isinstance(problem, HTTPException) and problem.detail != HTTPStatus(status).phrase else ""
        return said(request, status, told or _STATUSES.get(status, "请求无法处理。"), headers=headers)

    def defect(request: Request, problem: Exception) -> Response:
        del problem
        return said(request, HTTPStatus.INTERNAL_SERVER_ERROR, "程序内部出错。", "请把问题告诉管理员。", HEADERS)

    app.add_exception_handler(KgError, ours)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(Exception, defect)
