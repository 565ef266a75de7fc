"""Overlaps against what people say: the known cases of the bundled catalogue, and pairs that two judges labelled."""

from __future__ import annotations

import numpy as np
import pytest

import kg
from kg.overlap.finding import Kind
from kg.overlap.pairs import score
from tests.overlap import fit

KNOWN = {
    "党建": [("11.1", "11.3"), ("11.2", "11.3")],
    "财务与固定资产": [("12.3", "12.5")],
    "调研": [("3.1", "8.4"), ("4.1", "8.4"), ("8.4", "10.2")],
    "审计与财务监督": [
        ("12.2", "12.6"),
        ("12.2", "12.7"),
        ("12.2", "12.8"),
        ("12.4", "12.6"),
        ("12.4", "12.7"),
        ("12.4", "12.8"),
    ],
    "劳模": [("2.2", "6.1")],
    "职工服务阵地与信息平台": [("9.1", "9.2")],
}


@pytest.mark.parametrize("case", KNOWN)
def test_known_cases_come_out_high(base: kg.KnowledgeBase, case: str) -> None:
    """What a reader of the bundled catalogue knows to overlap is among the first 40 of the list."""
    first = [{side.number for side in one.duties} for one in base.overlaps()[:40]]
    assert all(set(pair) in first for pair in KNOWN[case])


def test_a_lone_duty_comes_out_high(base: kg.KnowledgeBase) -> None:
    """7.6 stands alone among duties of the department for rights: the nearest of them and it are worth a look."""
    first = [{side.number for side in one.duties} for one in base.overlaps()[:40]]
    assert any("7.6" in pair and any(number.startswith("7.") for number in pair - {"7.6"}) for pair in first)


def test_who_audits_does_not_lead(base: kg.KnowledgeBase) -> None:
    """12.7 audits what 12.1 manages: the proposal is that 12.1 leads."""
    found = next(one for one in base.overlaps() if [side.number for side in one.duties] == ["12.1", "12.7"])
    assert found.proposal.startswith("建议财务资产管理部（12.1）主办")
    assert "审计" in found.proposal


def test_near_findings_are_few(base: kg.KnowledgeBase) -> None:
    """People can read all findings of 重复 and 交叉."""
    assert 10 <= sum(one.kind is not Kind.FRAGMENTATION for one in base.overlaps()) <= 150


@pytest.fixture(scope="module")
def labelled() -> list[fit.Pair]:
    """The pairs that two judges labelled."""
    return fit.pairs()


def test_judges_agree(labelled: list[fit.Pair]) -> None:
    """The labels mean something: two people who saw no scores gave nearly the same."""
    first, second = zip(*(one.judges for one in labelled), strict=True)
    assert len(labelled) >= 150
    assert fit.kappa(first, second) >= 0.75


def test_bodies_not_fitted_to_are_judged_well(labelled: list[fit.Pair]) -> None:
    """Weights and threshold of the other bodies tell 重复 or 交叉 in each; measured .85 and .90."""
    near = np.array([one.label in fit.NEAR for one in labelled])
    precision, recall = fit.agreed(near, fit.held_out(labelled)[1])
    assert precision >= 0.82
    assert recall >= 0.82


def test_shipped_kinds_are_those_of_people(labelled: list[fit.Pair]) -> None:
    """As shipped, most 重复 are found, and the pairs that have nothing in common are left alone."""
    for label, least in (("重复", (0.55, 0.7)), ("交叉", (0.7, 0.68)), ("分散", (0.52, 0.75)), ("无关", (0.93, 0.8))):
        said = np.array([one.said == label for one in labelled])
        found = fit.agreed(np.array([one.label == label for one in labelled]), said)
        assert all(value >= floor for value, floor in zip(found, least, strict=True)), (label, found)


def test_weights_are_those_of_the_pairs(labelled: list[fit.Pair]) -> None:
    """The shipped weights come from the labelled pairs: whoever changes a feature or a label runs the fit again."""
    assert fit.fitted(labelled).weights == pytest.approx(score.weights("fitted"), abs=0.05)


def test_the_report_gives_the_figures_of_these_pairs(labelled: list[fit.Pair], base: kg.KnowledgeBase) -> None:
    """What the report says about its own worth is what these pairs give today."""
    figures = fit.figures(labelled)
    assert figures.keys() == score.measured().keys()
    assert all(figures[name] == pytest.approx(row, abs=0.03) for name, row in score.measured().items())
    assert f"准确率 {score.measured()['held-out'][1]:.2f}" in base.report()
