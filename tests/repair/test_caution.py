"""A wrong repair is worse than none: values that may stand where they do are left there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.records import Document, Finding
from kg.repair import repair
from kg.repair.evidence.forms import figures
from kg.repair.evidence.homes import FITS
from kg.repair.evidence.kinds import Kinds
from kg.sources import read
from tests.catalogues.written import of_xlsx

LAWS = [
    ("普法讲座", "宪法", "机关干部", "办公室", "每季度举办一次讲座"),
    ("送法进校园", "未成年人保护法", "中小学生、老年人", "政策法规科", "开学第一周发放读本"),
    ("反诈宣传", "反电信网络诈骗法", "社区居民", "宣传教育科", "入户张贴提示并讲解案例"),
    ("信贷知识下乡", "商业银行法", "农户、经营主体", "综合业务科", "走村串户讲解贷款手续"),
    ("以案释法", "行政处罚法", "行政相对人", "政策法规科", "结案后七日内发布案例"),
    ("宪法宣传周", "国家安全法", "全体市民", "宣传教育科", "悬挂标语并组织答题"),
    ("法律咨询", "民法典", "来访群众", "综合业务科", "窗口设专人解答"),
    ("旁听庭审", "行政诉讼法", "执法人员", "办公室", "组织旁听并写心得"),
]  # fmt: skip
HEAD = ["序号", "普法措施", "事项名称", "重点对象", "责任科室", "办理流程"]
POWERS = ["序号", "职权名称", "职权类型", "法定时限", "承诺时限", "收费情况", "追责情形及依据"]


def of(head: list[str], rows: list[list[str]], folder: Path) -> tuple[Document, list[Finding]]:
    """The list with these rows after repair, and what is told of it."""
    path = folder / "青禾县司法局清单.xlsx"
    path.write_bytes(of_xlsx(head, *rows))
    document, found = repair(read(path))
    return document, list(found)


def test_numbers_with_other_letters_are_made_alike() -> None:
    """KY-02 beside JX-01 and GL-03 fitted no column of numbers: where the name was lost, the number was moved into its place."""
    assert figures("KY-02") == figures("JX-01") == figures("gl-3")
    assert figures("KY-02") != figures("46-02")


@pytest.mark.parametrize(("one", "other"), [(1, 3), (3, 4)])
def test_what_ends_like_a_place_is_no_department_for_that(one: int, other: int, tmp_path: Path) -> None:
    """重点对象 and 责任科室 were exchanged; 信贷知识下乡 beside 普法措施, which ends like a township, was put beside 责任科室."""
    rows = [[str(n), *row] for n, row in enumerate(LAWS, 1)]
    rows[3][one], rows[3][other] = rows[3][other], rows[3][one]
    document, found = of(HEAD, rows, tmp_path)
    repaired = [finding.repair for finding in found if finding.repair]
    now = [document.items[3].text(label) for label in HEAD[1:]]
    assert now == (list(LAWS[3]) if repaired else rows[3][1:])


def powers() -> list[list[str]]:
    """A list with terms that are mostly the same, and clauses in a column of two things."""
    end = "不依法履行职责的，依法给予处分"
    rows = [[str(n), f"{matter}审批", "行政许可", "20日", "10日", "不收费", f"{matter}{end}"] for n, matter in enumerate(("取水", "采砂", "排污", "占道", "用地", "伐木"), 1)]  # fmt: skip
    rows[2][6] = "《中华人民共和国行政许可法》第七十二条"
    return rows


def test_a_label_says_itself_what_stands_there(tmp_path: Path) -> None:
    """A clause beside 追责情形及依据 and 40日 beside 法定时限 are at home: they were taken for values that had slipped out of the cell before."""
    rows = powers()
    for row in rows[1:]:
        row[3] = "无"
    path = tmp_path / "青禾县水利局权责清单.xlsx"
    path.write_bytes(of_xlsx(POWERS, *rows))
    document = read(path)
    kinds = Kinds.of(document)
    fits = {
        f.label: kinds.without(item).fit(f, f.text)
        for item in document.items[:3:2]
        for f in item.fields
        if f.text in ("20日", rows[2][6])
    }
    assert fits == {"法定时限": FITS, "追责情形及依据": FITS}
