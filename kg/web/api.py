"""The JSON routes: the same objects as the command line prints, described by typed models; health and metrics."""

from __future__ import annotations

import os
import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from kg import query
from kg.base import KnowledgeBase
from kg.errors import BaseError, UsageError
from kg.web import views
from kg.web.guard import readable
from kg.web.log import questions
from kg.web.models import Answer, Duty, Found, Health, Problem
from kg.web.site import current
from kg.web.sparql.route import Endpoint
from kg.web.sparql.wire import Job

_Question = Annotated[str, Query(description="问题，用自己的话说，最多 2000 字")]
_Top = Annotated[int, Query(ge=1, le=1000, description="最多列出多少项职责")]
_Catalogue = Annotated[str, Query(description="只查这一个目录（目录的短名）；不填则查全部")]


_Responses = dict[int | str, dict[str, Any]]
_METHOD: _Responses = {405: {"model": Problem, "description": "只接受 GET、HEAD 和 OPTIONS"}}
_WRONG: _Responses = {422: {"model": Problem, "description": "请求不合要求"}}
_MISSING: _Responses = {404: {"model": Problem, "description": "没有这项职责"}, **_WRONG}


router = APIRouter(dependencies=[Depends(readable)], responses=_METHOD)


@router.get(
    "/api/ask", summary="哪个部门负责：答案、候选或拒答，附出处", operation_id="ask", response_model=Answer, responses=_WRONG
)
def ask(request: Request, q: _Question, top: _Top = 10, catalogue: _Catalogue = "") -> dict[str, Any]:
    """The same object as `duty-kg ask --format json`."""
    answer = current(request).base.ask(q, top=top, catalogue=catalogue)
    questions(request).note(answer)
    return answer.json()


@router.get(
    "/api/search", summary="与文字最接近的职责，附得分的由来", operation_id="search", response_model=list[Found], responses=_WRONG
)
def search(request: Request, q: _Question, top: _Top = 10, catalogue: _Catalogue = "") -> list[dict[str, Any]]:
    """The same list as `duty-kg search --format json`."""
    base = current(request).base
    return base.rows(base.search(q, top=top, catalogue=catalogue))


@router.get(
    "/api/duties", summary="全部职责，或一个目录、一个部门的", operation_id="duties", response_model=list[Duty], responses=_WRONG
)
def duties(
    request: Request, catalogue: _Catalogue = "", department: Annotated[str, Query(description="部门名称")] = ""
) -> list[Duty]:
    """The duties in the order of the documents."""
    base = current(request).base
    base.refuse_unknown(catalogue)
    rows = views.table(base.store)
    if department and not any(department in row.departments.values() for row in rows):
        raise UsageError(f"知识库里没有部门 {department}。", hint="部门名称见 /api/duties 的 departments。")
    kept = [
        row for row in rows if catalogue in ("", row.catalogue) and (not department or department in row.departments.values())
    ]
    return [Duty.of(row) for row in kept]


@router.get("/api/duties/{number}", summary="一项职责的全部栏目和出处", operation_id="duty", responses=_MISSING)
def duty(
    request: Request, number: Annotated[str, Path(description="职责序号，如 8.6")], catalogue: _Catalogue = ""
) -> list[dict[str, Any]]:
    """Every duty with this number: its row and its cells as printed, with their places."""
    base = current(request).base
    base.refuse_unknown(catalogue)
    kept = [row for row in views.table(base.store) if row.number == number and catalogue in ("", row.catalogue)]
    if not kept:
        raise HTTPException(404, f"没有序号为 {number} 的职责。全部职责见 /api/duties。")
    return [{**Duty.of(row).model_dump(), "cells": [_cell(cell) for cell in base.cells(row.iri)]} for row in kept]


@router.get("/health", summary="知识库是否可用：真的查询一次", operation_id="health", responses={503: {"model": Problem}})
async def health(request: Request) -> Health:
    """Ok only when graph, index and query workers all answer just now; otherwise 503."""
    base = current(request).base
    try:
        departments = await run_in_threadpool(_asked, base)
    except (OSError, RuntimeError) as problem:
        raise BaseError("知识库读不出来。", hint="请运行 duty-kg doctor 查看原因。") from problem
    if not departments or not len(base.index):
        raise BaseError("知识库是空的。", hint="请运行 duty-kg doctor 查看原因。")
    endpoint: Endpoint = request.app.state.endpoint
    probe = Job("ASK { ?s ?p ?o }", current(request).store, "text/csv", "text/turtle")
    lane = (await endpoint.readers.run(probe, 5.0, patience=1.0)).status
    return Health(
        status="ok", generation=base.folder.name, version=current(request).version, built=base.manifest["built"],
        duties=len(base.index), sparql="ok" if lane == 200 else "busy",
    )  # fmt: skip


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    """Counts since the start, as Prometheus reads them; nothing of what was asked."""
    site = current(request)
    endpoint: Endpoint = request.app.state.endpoint
    log = questions(request)
    lines = [
        *_metric("duty_kg_questions_total", "counter", {f'status="{name}"': count for name, count in log.counts.items()}),
        *_metric("duty_kg_ask_seconds_total", "counter", {"": round(log.seconds, 6)}),
        *_metric("duty_kg_sparql_total", "counter", {f'status="{n}"': c for n, c in sorted(endpoint.statuses.items())}),
        *_metric("duty_kg_sparql_workers", "gauge", {"": endpoint.readers.size}),
        *_metric("duty_kg_sparql_workers_ended_total", "counter", {"": endpoint.readers.deaths}),
        *_metric("duty_kg_sparql_kept_total", "counter", {"": endpoint.kept.hits}),
        *_metric("duty_kg_reloads_total", "counter", {"": request.app.state.sites.reloads}),
        *_metric("duty_kg_base_damaged", "gauge", {"": int(bool(request.app.state.sites.trouble))}),
        *_metric(
            "duty_kg_duties",
            "gauge",
            {f'generation="{site.base.folder.name}",version="{site.version}"': len(site.base.index)},
        ),
        *_metric("process_cpu_seconds_total", "counter", {"": round(time.process_time(), 3)}),
        *_metric("duty_kg_process", "gauge", {"": os.getpid()}),
        *request.app.state.requests.metrics(),
    ]
    return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4; charset=utf-8")


def _asked(base: KnowledgeBase) -> list[dict[str, str]]:
    """The departments, after a search that must not fail."""
    base.search("职责", top=1)
    return list(base.store.select(query.whole("departments")))


def _cell(row: dict[str, str]) -> dict[str, Any]:
    """A cell with its place in numbers, as the evidence of an answer has it."""
    return {name: int(value) if name in ("line", "table", "row") else value for name, value in row.items()}


def _metric(name: str, kind: str, values: dict[str, float]) -> list[str]:
    return [
        f"# TYPE {name} {kind}",
        *(f"{name}{{{labels}}} {value}" if labels else f"{name} {value}" for labels, value in values.items()),
    ]
