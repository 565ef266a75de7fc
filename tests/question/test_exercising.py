"""Who exercises a power is a condition as what carries it out is, and 权力 is what a list of powers calls its items."""

from __future__ import annotations

import pytest

import kg
from tests.catalogues.written import of_csv

COLUMNS = ["序号", "权力类型", "权力编码", "权力事项", "行使主体", "承办股室", "设定依据", "责任事项", "监督电话"]
OWN, OTHER = "丹河县交通运输局", "丹河县公路事业发展中心"
MATTERS = (
    ("行政许可", "超限运输许可", OWN), ("行政许可", "客运站经营许可", OWN), ("行政处罚", "对非法营运的处罚", OWN), ("行政处罚", "对损坏路产的处罚", OTHER),
    ("行政检查", "货运源头检查", OWN), ("行政检查", "桥梁巡查", OTHER), ("行政检查", "驾培机构检查", OWN),
)  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list of powers that two bodies exercise, built."""
    folder = tmp_path_factory.mktemp("powers")
    rows = [
        [
            str(n),
            kind,
            f"4410{n:04}",
            name,
            body,
            "运输股" if n % 2 else "法制股",
            f"《某省道路条例》第{n}条",
            f"依法办理{name}。",
            "68123456",
        ]
        for n, (kind, name, body) in enumerate(MATTERS, 1)
    ]
    path = folder / "list.csv"
    path.write_bytes(of_csv(["丹河县交通运输局权责清单"], COLUMNS, *rows))
    return kg.build([path], into=folder / "base")


def numbers(*names: str) -> list[str]:
    """The codes of some matters."""
    return [f"4410{n:04}" for n, (_, name, _) in enumerate(MATTERS, 1) if name in names]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("行使主体不是丹河县交通运输局的有哪些事项", numbers("对损坏路产的处罚", "桥梁巡查")),
        ("哪些事项的行使主体不是县交通运输局", numbers("对损坏路产的处罚", "桥梁巡查")),
        ("行使主体为丹河县公路事业发展中心的有几项", 2),
        ("行使主体是公路事业发展中心的行政检查有哪些", numbers("桥梁巡查")),
        ("哪些行政处罚的行使主体并非交通运输局", numbers("对损坏路产的处罚")),
        ("行政检查类的权力有几项", 3),
        ("运输股承办哪些行政许可权力", numbers("超限运输许可")),
        ("权力类型有几种", 3),
    ],
)
def test_who_exercises_a_power_is_a_condition(base: kg.KnowledgeBase, question: str, value: object) -> None:
    """The name of the publisher behind 行使主体 meant the catalogue, so that all duties came, or its denial was understood by nobody; 权力 was no word for what a list of 权力事项 has."""
    answer = base.ask(question).json()
    assert answer["status"] == "answered"
    assert answer["answer"]["value"] == value


def test_whether_a_body_exercises_a_power_is_asked_of_the_power(base: kg.KnowledgeBase) -> None:
    """A yes or no about one matter is no condition on all."""
    answer = base.ask("桥梁巡查的行使主体是丹河县交通运输局吗").json()
    assert answer["kind"] == "duty"
    assert answer["duties"][0]["number"] == numbers("桥梁巡查")[0]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("行使主体是不是全都是丹河县交通运输局", False),
        ("行政许可的行使主体都是县交通运输局吗", True),
        ("所有事项的行使主体均为丹河县交运局吗", False),
    ],
)
def test_whether_one_body_exercises_all(base: kg.KnowledgeBase, question: str, value: bool) -> None:
    """A body behind the label and 都是 was whose catalogue is meant, and what one power prints was the answer."""
    answer = base.ask(question)
    assert (answer.status, answer.answer) == ("answered", {"type": "boolean", "value": value})
