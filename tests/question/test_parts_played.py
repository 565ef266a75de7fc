"""Who leads, who assists, who does it alone: parts that departments play, named together, denied, or asked of several departments at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import SKOS, Graph, URIRef

import kg
import ontology
from kg import parts as parts_printed
from kg import pipeline
from kg.question.words import parts as words_of_questions

_NAMES = ("治理违章搭建", "清运枯枝落叶", "疏浚城区暗渠", "养护街头绿地", "检测路灯照度", "编制修缮计划")
_PARTS = (
    "市容科（牵头）、监察队（配合）",
    "市容科",
    "河道科（牵头）、市容科（配合）",
    "园林科（牵头）、监察队（配合）、市容科（配合）",
    "照明科",
    "河道科",
)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A catalogue of six duties whose departments lead, assist or stand alone."""
    folder = tmp_path_factory.mktemp("parts")
    lines = ["澜溪县城市管理局职责目录", ""]
    for n, (name, departments) in enumerate(zip(_NAMES, _PARTS, strict=True), 1):
        basis = "《中华人民共和国城乡规划法》第四十条" if n % 2 else "《澜溪县市容管理办法》（澜政发〔2019〕6号）第八条"
        lines += [
            f"序号：{n}",
            f"职责事项：{name}",
            f"法定依据：{basis}",
            f"实施机构：{departments}",
            "监督方式：0571-8812345",
            "",
        ]
    source = Path(folder) / "parts.txt"
    source.write_text("\n".join(lines), "utf-8")
    return kg.build([source], into=Path(folder) / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("市容科牵头或者配合的事项有几项？", 4),
        ("市容科单独承办的事项有哪些？", ["2"]),
        ("由河道科或者照明科单独承办的事项有哪些？", ["5", "6"]),
        ("河道科牵头或单独承办的事项有哪些？", ["3", "6"]),
        ("市容科参与的事项（含配合）有几项？", 4),
        ("有配合单位的事项有几项？", 3),
        ("没有配合单位的事项有哪些？", ["2", "5", "6"]),
        ("既没有牵头也没有配合的事项有哪些？", ["2", "5", "6"]),
        ("没有牵头也没有配合的市容科事项有几项？", 1),
        ("由两个以上科室承担（不分牵头配合）的有哪几项？", []),
        ("从来没有当过配合单位的科室有哪些？", ["河道科", "园林科", "照明科"]),
        ("既牵头过、又配合过的科室有哪些？", ["市容科"]),
        ("只配合、从不牵头也不单独承办的科室有哪些？", ["监察队"]),
        ("只配合过的科室有哪些？", ["监察队"]),
        ("有没有哪个科室只牵头不配合？", ["河道科", "园林科"]),
        ("配合过河道科的科室有哪些？", ["市容科"]),
        ("哪些科室配合园林科？", ["监察队", "市容科"]),
        ("配合园林科的事项有哪些？", ["4"]),
        ("园林科牵头的事项是不是比市容科多？", False),
        ("市容科牵头的比配合的少几项？", 1),
        ("市容科单独承办的事项比它配合的少几项？", 1),
        ("事项第二多的科室有哪些？", ["监察队", "河道科"]),
        ("引用城乡规划法的事项分别由谁牵头？", [["1", "市容科"], ["3", "河道科"], ["5", "照明科"]]),
        ("市容科和河道科的事项加起来占全部的百分之几？", "83.3%"),
        ("哪个科室的事项最靠后？", ["河道科"]),
        ("监察队配合了谁？", ["市容科", "园林科"]),
        ("单独承办2项以上的科室有几个？", 0),
        ("最后一项事项是哪个科室的？", ["河道科"]),
        ("所有事项的监督电话都一样吗？", True),
    ],
)
def test_parts(parts: kg.KnowledgeBase, question: str, value: object) -> None:
    """Words like 配合 and 单独 that were passed over gave every duty, or all departments but the ones that were asked for.

    配合过河道科的 gave those that 河道科 helps; 比市容科多 asked whether both have a duty; of those that share the first place one came second;
    nobody led alone; and a share was answered with two numbers.
    """
    answer = parts.ask(question).answer
    assert answer is not None
    found = answer["value"]
    assert (sorted(found) if isinstance(found, list) else found) == (sorted(value) if isinstance(value, list) else value)


_SAID = [word for word, role in parts_printed.ROLE_OF.items() if words_of_questions.dimension(word) == role]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A duty a word for a part, in brackets behind 路政科, and somebody else beside it."""
    folder = tmp_path_factory.mktemp("printed")
    rows = [["城北新区公路局权责清单"], ["序号", "职责事项", "责任科室"]]
    for n, (word, role) in enumerate(parts_printed.ROLE_OF.items(), 1):
        other = "牵头" if role == "support" else "配合"
        rows.append([str(n), f"养护第{n}号路段", f"路政科（{word}）、养护科（{other}）"])
    source = Path(folder) / "printed.csv"
    source.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    return kg.build([source], into=Path(folder) / "base")


@pytest.mark.parametrize("word", _SAID)
def test_what_documents_print_is_what_questions_say(printed: kg.KnowledgeBase, word: str) -> None:
    """主责 was read beside its department and asked for as leading, but stored as no part: 哪些事项由路政科牵头 found none, 主责的有几项 none; 协作, 协同, 会签 asked for all duties."""
    alike = [str(n) for n, one in enumerate(parts_printed.ROLE_OF.values(), 1) if one == parts_printed.ROLE_OF[word]]
    for question, value in ((f"哪些事项由路政科{word}？", alike), (f"路政科{word}的有几项？", len(alike))):
        answer = printed.ask(question).answer
        assert answer is not None
        assert answer["value"] == value, question


def test_what_several_departments_do_together_is_no_part(printed: kg.KnowledgeBase) -> None:
    """协同 says a part beside one department, and that there are several behind 部门."""
    answer = printed.ask("哪些事项需要多部门协同？").answer
    assert answer is not None
    assert len(answer["value"]) == len(parts_printed.ROLE_OF)


def test_questions_know_each_word_that_says_one_part_for_sure() -> None:
    """A word that documents print and no question may say is left out on purpose: 负责 asks for all, 联合 is what matters are called."""
    assert {word for word in parts_printed.PLAIN if parts_printed.ROLE_OF[word] != "implementing"} <= set(_SAID)
    assert set(parts_printed.HELPING) - set(_SAID) == {"参与", "联合"}


def test_a_role_is_defined_by_the_words_printed_for_it() -> None:
    """The definitions of roles named fewer words than came to them."""
    scheme = Graph().parse(data=ontology.turtle("schemes"), format="turtle")
    for word, role in parts_printed.ROLE_OF.items():
        definitions = scheme.objects(URIRef(ontology.expand(f"scheme:role-{role}")), SKOS.definition)
        assert role == "implementing" or any(word in str(one) for one in definitions), word


def test_columns_and_cells_of_whoever_is_in_charge(tmp_path: Path) -> None:
    """The column 主责科室 beside 配合科室, and 主责 in the cells of a matrix, named nobody who leads."""
    columns = tmp_path / "columns.csv"
    columns.write_text(
        "城北新区公路局权责清单\n序号,职责事项,主责科室,配合科室\n1,修补路面,养护科,路政科\n2,清除路障,路政科,养护科", "utf-8"
    )
    cells = tmp_path / "cells.csv"
    cells.write_text(
        "城北新区公路局职责分工矩阵\n序号,工作任务,养护科,路政科,法规科\n1,修补路面,主责,配合,\n2,清除路障,配合,主责,\n3,修订章程,,,主责",
        "utf-8",
    )
    for source in (columns, cells):
        acting = [[(one.name, one.role) for one in duty.departments] for duty in pipeline.read(source).duties]
        assert acting[:2] == [[("养护科", "主责"), ("路政科", "配合")], [("路政科", "主责"), ("养护科", "配合")]]
