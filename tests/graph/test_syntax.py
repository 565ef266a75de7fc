"""What is wrong with a query is said in Chinese and in words of the query, not in those of the parser."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.store import Store
from kg.syntax import masked

Run = Callable[..., "subprocess.CompletedProcess[str]"]

WRONG = {
    "CLEAR ALL": "这里只读，不接受更新（CLEAR）。",
    "PREFIX a: <http://e.org/> DELETE WHERE { ?s ?p ?o }": "这里只读，不接受更新（DELETE）。",
    "": "查询是空的。",
    "# 只有注释": "查询是空的。",
    "SELEC * { ?s ?p ?o }": "而不是 SELEC。",
    "所有职责": "查询应以 SELECT、ASK、CONSTRUCT、DESCRIBE 之一开头",
    "SELECT * { ?s foo:bar ?o }": "第 1 行第 15 列：未声明的前缀 foo:",
    "SELECT * {\n ?s rdfs:label 'foo:a' ; :b 3 }": "第 2 行第 26 列：未声明的前缀 :",
    "SELECT ?x { ?x a duty:DutyItem": "第 1 行第 11 列：“{”没有收尾，缺“}”。",
    "ASK {} }": "第 1 行第 8 列：“}”没有配对的括号。",
    "SELECT ?s { ?s rdfs:label 'a }": "第 1 行第 27 列：引号没有收尾。",
    "SELECT ?s {\n  ?s a duty:DutyItem\n  ?s dct:title ?t\n}": "第 3 行第 3 列“?s dct:title ?t”附近有误。",
    "SELECT * { GRAPH ?g ?s ?p ?o }": "“?s ?p ?o }”附近有误：这里应为 {。",
    "SELECT ?s ?p { ?s ?p ?o } GROUP BY ?s": "SELECT 里的变量既没有列在 GROUP BY 里，也没有聚合。",
    "SELECT (<http://e.org/f>(1) AS ?x) {}": "函数 <http://e.org/f> 不支持",
}


@pytest.mark.parametrize("query", WRONG)
def test_what_is_wrong_is_said_of_the_query(query: str) -> None:
    """An undeclared prefix was told in four lines of character classes, CLEAR ALL as `expected CONSTRUCT`, a function as a defect."""
    with pytest.raises(QueryError) as caught:
        Store.of([]).query(query)
    assert WRONG[query] in caught.value.message
    assert "expected" not in caught.value.message


def test_a_function_that_there_is_not_is_a_wrong_query_at_the_terminal(duty_kg: Run, base_folder: Path) -> None:
    """It was 内部错误 with exit status 4, and the user was asked to report a defect."""
    done = duty_kg("sparql", "--base", base_folder, "SELECT (<http://e.org/f>(1) AS ?x) {}")
    assert done.returncode == 2
    assert "函数 <http://e.org/f> 不支持" in done.stderr


@pytest.mark.parametrize(
    "query", ['SELECT * { ?s <http://a.org/x:y> \'b:c\' , """d:e\n"f:g"""@zh }', "ASK { ?s a/rdfs:label* _:b } # h:i"]
)
def test_what_looks_like_a_prefix_in_texts_and_iris_is_none(query: str) -> None:
    Store.of([]).query(query)
    assert len(masked(query)) == len(query)
    with pytest.raises(QueryError, match=r"末尾|附近|没有"):
        Store.of([]).query(query.replace("}", "BAD }", 1))
