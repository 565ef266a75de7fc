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
_PARAMETERS = {"q": "缺少参数 q：要问的话。", "top": "参数 top 应是 1 到 1000 之间的整数。"}
_STATUSES = {404: "这里没有这个页面。", 405: "这个地址不接受这种请求方法。", 406: "这里没有所要的格式。"}


def status_of(problem: KgError) -> int:
    """The HTTP status that fits: 422 for what the asker can put right, 503 for a base that fails, else 500."""
    if isinstance(problem, UsageError | QueryError | SourceError):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.SERVICE_UNAVAILABLE if isinstance(problem, BaseError) else HTTPStatus.INTERNAL_SERVER_ERROR


def install(app: FastAPI, sites: Sites) -> None:
    """Answer every error of `app` in one form. Paths of this machine (`KgError.where`) are never shown."""
    answers = _Answers(sites)
    app.add_exception_handler(KgError, answers.ours)
    app.add_exception_handler(RequestValidationError, answers.invalid)
    app.add_exception_handler(HTTPException, answers.plain)
    app.add_exception_handler(Exception, answers.defect)


class _Answers:
    """What is said of each sort of error."""

    def __init__(self, sites: Sites) -> None:
        self._sites = sites

    def ours(self, request: Request, problem: Exception) -> Response:
        """One of ours, which says itself what is wrong and what to do."""
        known = problem if isinstance(problem, KgError) else KgError(str(problem))
        return self._said(request, status_of(known), known.message, known.hint)

    def invalid(self, request: Request, problem: Exception) -> Response:
        """Parameters that are not as they should be."""
        errors = problem.errors() if isinstance(problem, RequestValidationError) else ()
        names = dict.fromkeys(str(error["loc"][-1]) for error in errors)
        words = "".join(_PARAMETERS.get(name, f"参数 {name} 不合要求。") for name in names)
        return self._said(request, HTTPStatus.UNPROCESSABLE_ENTITY, words, "各参数的说明见 /docs。")

    def plain(self, request: Request, problem: Exception) -> Response:
        """A status and, at times, why."""
        status = problem.status_code if isinstance(problem, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
        headers = dict(problem.headers or {}) if isinstance(problem, HTTPException) else {}
        if headers.get("Allow") == "GET":
            headers["Allow"] = "GET, HEAD, OPTIONS"
        why = problem.detail if isinstance(problem, HTTPException) and problem.detail != HTTPStatus(status).phrase else ""
        return self._said(request, status, why or _STATUSES.get(status, "请求无法处理。"), headers=headers)

    def defect(self, request: Request, problem: Exception) -> Response:
        """What should not happen; details are for the log."""
        del problem
        return self._said(request, HTTPStatus.INTERNAL_SERVER_ERROR, "程序内部出错。", "请把问题告诉管理员。", HEADERS)

    def _said(
        self, request: Request, status: int, error: str, hint: str = "", headers: Mapping[str, str] | None = None
    ) -> Response:
        """JSON for programs, plain text for who asks for data without asking for HTML, else a page."""
        path = request.url.path
        lang = accept.language(request.headers.get("accept-language", ""), request.query_params.get("lang", ""))
        linked = path.startswith(LINKED)
        sent = {**(headers or {}), "Vary": "Accept, Accept-Language" if linked else "Accept-Language"}
        if path.startswith(_PROGRAMS):
            body = json.dumps({"error": told(error, lang), "hint": told(hint, lang)}, ensure_ascii=False)
            return Response(body, status, sent, "application/json")
        if linked and "text/html" not in request.headers.get("accept", ""):
            text = (" " if lang == "en" else "").join(told(one, lang) for one in (error, hint) if one)
            return Response(f"{text}\n", status, sent, "text/plain; charset=utf-8")
        asked = request.query_params.get("q", "") if path == "/" else ""
        typed = "" if "\ufffd" in asked else asked  # what was not UTF-8 is none of the words that were typed
        page = self._sites.now().renderer.page("problem.html", request, error=error, hint=hint, status=status, q=typed)
        return Response(page, status, sent, "text/html")
