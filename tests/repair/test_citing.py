"""Documents in questions that count and list: by kind, under short names, alone or beside another; comparisons, order, and what is not understood."""

from __future__ import annotations

import pytest

import kg

_ROWS = (
    (
        "行政许可",
        "占用河道许可",
        "河道股（牵头）、监察队（配合）",
        "《中华人民共和国防洪法》第二十七条、《河道管理条例》（国务院令第3号）第十一条",
    ),
    ("行政许可", "取水许可", "水资源股", "《取水许可和水资源费征收管理条例》（国务院令第460号）第二条"),
    ("行政处罚", "对违法采砂的处罚", "监察队", "《河道管理条例》（国务院令第3号）第四十四条"),
    (
        "行政处罚",
        "对擅自取水的处罚",
        "监察队（牵头）、水资源股（配合）",
        "《中华人民共和国水土保持法》第五条、《取水许可和水资源费征收管理条例》（国务院令第460号）第四十八条",
    ),
    ("行政处罚", "对破坏堤防的处罚", "监察队", "《中华人民共和国防洪法》第六十条"),
    ("行政检查", "对水闸安全的检查", "河道股", "《水闸安全鉴定管理办法》（水利部令第46号）第七条"),
)
_HOUSE = "梧川县水务局"


@pytest.fixture(scope="module")
def cited(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list of six powers that cite laws, decrees and a rule."""
    import openpyxl

    folder = tmp_path_factory.mktemp("cited")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f"{_HOUSE}权责清单"])
    sheet.append(["序号", "职权编码", "职权类型", "职权名称", "设定依据", "实施机构", "监督电话"])
    for n, (kind, name, departments, basis) in enumerate(_ROWS, 1):
        code = {"行政许可": "XK", "行政处罚": "CF", "行政检查": "JC"}[kind]
        sheet.append([n, f"WCSW-{code}-{n:03}", kind, name, basis, departments, "0571-8812345"])
    book.save(folder / "list.xlsx")
    return kg.build([folder / "list.xlsx"], into=folder / "base")


def _codes(*places: int) -> list[str]:
    return [f"WCSW-{('XK', 'XK', 'CF', 'CF', 'CF', 'JC')[n - 1]}-{n:03}" for n in places]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("水务局许可一共几项？", 2),
        ("引用了防洪法、又不属于行政处罚的有哪几条？", _codes(1)),
        ("只引用了防洪法这一部文件的职权有哪些？", _codes(5)),
        ("设定依据一共引用多少部不同的文件？", 5),
        ("引用的国家法律一共几部？", 2),
        ("哪几部国家法律只被一项职权引用？", "中华人民共和国水土保持法"),
        ("被最多职权引用的国家法律是哪一部？", "中华人民共和国防洪法"),
        ("没有文号的依据文件有几部？", 2),
        ("每部国务院令各被几项职权引用？", [["河道管理条例", 2], ["取水许可和水资源费征收管理条例", 2]]),
        ("同时引用防洪法又引用国务院令的职权有哪些？", _codes(1)),
        ("水利部令第46号第七条用在哪几项？", _codes(6)),
        ("水闸安全鉴定管理办法是不是国务院令？", False),
        ("监察队比河道股多参与几项？", 2),
        ("各类职权的数量，从多到少排", [["行政处罚", 3], ["行政许可", 2], ["行政检查", 1]]),
        ("监察队和水资源股一起办的有哪几项？", _codes(4)),
        ("行政处罚是不是都由监察队牵头或单独承办？", True),
        ("监察队或者水资源股参与的事项合计多少项，重复的只算一次？", 5),
        ("防洪法和河道管理条例都引用的有哪几项？", _codes(1)),
        ("CF-003是哪个部门负责的？", ["监察队"]),
    ],
)
def test_documents(cited: kg.KnowledgeBase, question: str, value: object) -> None:
    """Each lost a condition or a measure word before: 部 was taken for departments, 许可 for nothing, 防洪法 alone for 防洪法 at all."""
    answer = cited.ask(question).answer
    assert answer is not None
    found = answer["value"]
    ordered = "从多到少" in question
    assert (found if ordered or not isinstance(found, list) else sorted(found)) == (
        value if ordered or not isinstance(value, list) else sorted(value)
    )


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("引用了航道法的行政处罚有哪些？", "航道法"),
        ("监察队既牵头又配合的职权各几项？", "牵头"),
        ("不由监察队牵头也不由它单独承办的处罚有哪些？", "单独承办"),
    ],
)
def test_words_not_understood(cited: kg.KnowledgeBase, question: str, word: str) -> None:
    """A condition that is not understood is named; it was dropped in silence, and all of the rest given for the answer."""
    answer = cited.ask(question)
    assert answer.status == "abstained"
    assert word in answer.reading
