"""Texts of two duties in each other's place in one column, where the words of each row say whose each is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.records import Finding
from kg.repair import repair
from kg.sources import read
from tests.catalogues.written import of_xlsx

HEAD = ["序号", "职权名称", "实施依据", "承办机构", "责任事项", "追责情形", "监督电话"]
NAME, BASIS, DEPARTMENT, TEXT = 1, 2, 3, 4
MATTERS = [
    ("港口经营许可", "《中华人民共和国港口法》第二十二条：“从事港口经营，应当取得港口经营许可。”", "港航科", "核验码头泊位和装卸设备"),
    ("采伐护路林审批", "《中华人民共和国公路法》第四十二条：“公路用地上的树木不得任意砍伐，需要更新的应当补种。”", "公路科", "清点护路林株数，次年复验补种"),
    ("巡游出租汽车驾驶员证核发", "《出租汽车驾驶员从业资格管理规定》第六条", "运管科", "组织驾驶员考试，核对驾龄"),
    ("危险货物道路运输许可", "《危险化学品安全管理条例》第四十三条", "运管科", "勘查停车场地和罐体，检验危险化学品容器"),
    ("水路运输经营许可", "《国内水路运输管理条例》第八条", "港航科", "查验船舶证书和水路运力"),
    ("机动车维修备案", "《机动车维修管理规定》第十四条", "维修科", "登记维修工位和检测设备"),
    ("超限运输车辆通行许可", "《公路安全保护条例》第三十五条：“载运不可解体物品的，应当申请超限许可。”", "公路科", "验算桥梁承载力，登记轴荷和超限尺寸"),
    ("船员适任证书核发", "《中华人民共和国船员条例》第九条", "海事科", "审核船员服务资历和体检结果"),
]  # fmt: skip


def sound() -> list[list[str]]:
    """A list in which laws and duties go together."""
    end = ["徇私舞弊的，依法处分", "0731-5550101"]
    return [[str(n), name, basis, section, text, *end] for n, (name, basis, section, text) in enumerate(MATTERS, 1)]


def found(rows: list[list[str]], folder: Path) -> list[Finding]:
    """What is told of a list with these rows."""
    path = folder / "怀川县交通运输局权责清单.xlsx"
    path.write_bytes(of_xlsx(HEAD, *rows))
    return list(repair(read(path))[1])


def test_sound_lists_have_no_finding(tmp_path: Path) -> None:
    """A law of which no word stands in its row is nothing odd: 第四十三条 is of chemicals."""
    assert found(sound(), tmp_path) == []


@pytest.mark.parametrize("column", [NAME, BASIS])
@pytest.mark.parametrize(("one", "other"), [(0, 1), (2, 6), (4, 5), (1, 7)])
def test_texts_of_two_duties_in_each_others_place(column: int, one: int, other: int, tmp_path: Path) -> None:
    """A law of ports stood beside 护路林 and the law of roads beside 港口: one finding that names both, nothing moved."""
    rows = sound()
    rows[one][column], rows[other][column] = rows[other][column], rows[one][column]
    (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("misplaced-value", (str(one + 1), str(other + 1)), HEAD[column])
    assert only.repair is None


def test_the_words_that_tell_are_said(tmp_path: Path) -> None:
    """Whoever reads it sees why: 港口经营 is that duty's word, 补种 is this one's."""
    rows = sound()
    rows[0][BASIS], rows[1][BASIS] = rows[1][BASIS], rows[0][BASIS]
    (only,) = found(rows, tmp_path)
    assert "补种" in only.message
    assert "港口经营" in only.message


def test_a_column_that_has_slipped_is_no_exchange_of_two(tmp_path: Path) -> None:
    """Where each basis stands one row too low, no two of them have changed places."""
    rows = sound()
    bases = [row[BASIS] for row in rows]
    for row, basis in zip(rows, [bases[-1], *bases], strict=False):
        row[BASIS] = basis
    assert [one.field for one in found(rows, tmp_path) if "对调" in one.message] == []


def test_a_law_that_shares_a_word_with_both_rows_is_told_as_well(tmp_path: Path) -> None:
    """The law of 政府采购 spoke of 所属 and 登记, as the duty beside which it stood did: so its text was taken to fit there, and nothing was told."""
    rows = [
        *sound(),
        ["9", "机关和所属人员的福利登记", "《中华人民共和国公务员法》第十二条：“公务员按照规定享受福利，管理权限依照规定。”", "办公室", "福利变动按管理权限报批", "超编进人的", "0731-5550101"],
        ["10", "政府采购计划备案", "《中华人民共和国政府采购法》第七条：“所属机构的政府采购集中进行，采购计划应当登记。”", "办公室", "按季汇总采购计划，组织集中采购", "化整为零规避采购的", "0731-5550101"],
    ]  # fmt: skip
    assert found(rows, tmp_path) == []
    rows[8][BASIS], rows[9][BASIS] = rows[9][BASIS], rows[8][BASIS]
    (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("misplaced-value", ("9", "10"), "实施依据")


def test_characters_are_no_words(tmp_path: Path) -> None:
    """截留 stood in another row too, and 假 and 虚 in this one, each in another word: two sentences of 追责情形 were said to have changed places."""
    rows = sound()
    for row, matter in zip(rows, ("压船", "砍树", "冒名", "泄露", "搁浅", "漏检", "压坏桥", "冒领"), strict=True):
        row[TEXT], row[5] = f"{row[TEXT]}，防止{matter}", f"{matter}造成后果的"
    assert found(rows, tmp_path) == []
    rows[0][5], rows[2][5] = "截留、私分罚没款物的", "弄虚作假、不问结果的"
    rows[0][TEXT], rows[2][TEXT] = "核验码头泊位和装卸设备，识别虚报、假票和果品", "组织驾驶员考试，核对驾龄，截留的押金退还"
    assert found(rows, tmp_path) == []


def permit(name: str, papers: str) -> tuple[str, ...]:
    """A row that permits, whose steps are those of permits."""
    steps = (
        f"1.受理责任：公示材料，一次告知补正；2.审查责任：核对{papers}；3.决定责任：七日内作出许可决定；4.送达责任：制发证件。"
    )
    return "行政许可", f"{name}许可", "《市容条例》第十条", "审批股", steps


def fine(name: str, deed: str) -> tuple[str, ...]:
    """A row that fines, whose steps are those of fines."""
    steps = f"1.立案责任：发现线索决定是否立案；2.调查责任：两人取证，{deed}；3.告知责任：书面告知申辩权利；4.执行责任：监督当事人履行。"
    return "行政处罚", f"对{name}的处罚", "《市容条例》第四十条", "执法大队", steps


def test_one_word_each_proves_nothing_of_steps_of_their_own_type(tmp_path: Path) -> None:
    """安全报告 among the papers of a permit and 张贴 among the deeds of a fine were taken for an exchange, though each text goes as those of its type do."""
    permits = {
        "户外广告": "效果图",
        "张贴宣传品": "样稿和安全报告",
        "占道施工": "平面图",
        "渣土运输": "车辆清单",
        "燃气经营": "气源证明",
    }
    fines = {
        "随地吐痰": "当场指出",
        "乱倒垃圾": "称重登记",
        "安全出口堆物": "张贴告知单",
        "无证运输": "暂扣车辆",
        "毁坏绿地": "测量面积",
    }
    rows = [*(permit(*one) for one in permits.items()), *(fine(*one) for one in fines.items())]
    path = tmp_path / "怀川县城市管理局权责清单.xlsx"
    head = ["序号", "职权类型", "职权名称", "实施依据", "承办机构", "责任事项"]
    path.write_bytes(of_xlsx(head, *([str(n), *row] for n, row in enumerate(rows, 1))))
    assert list(repair(read(path))[1]) == []
