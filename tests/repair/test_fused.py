"""A value behind its own label in another cell (…公开。追责情形：…), where its own row is gone."""

from __future__ import annotations

from kg.records import Source
from kg.repair import repair
from kg.sources.document.txt import parse
from tests.catalogues import render

BODY = "liuwan-subdistrict"


def test_two_values_in_one_cell_are_parted() -> None:
    """责任事项 ended with “监督方式：…”, whose row was gone: it was said to be missing, and its telephone was in the words of 责任事项."""
    body = render.load_body(BODY)
    duty = next(one for one in body["duties"] if one["number"] == "2.1")
    conduct, contact = duty["fields"]["责任事项"], duty["fields"]["监督方式"]
    fused = f"{conduct.rstrip('。')}。监督方式：{contact}"
    duties = [{**one, "fields": {**one["fields"], "责任事项": fused}} if one is duty else one for one in body["duties"]]
    rendered = render.render({**body, "duties": duties}, render.drop_row("2.1", "监督方式"))
    document, findings = repair(parse(rendered.text, Source("x.txt", "0" * 64, "utf-8")))
    item = next(one for one in document.items if one.number == "2.1")
    assert render.compact(item.text("监督方式")) == render.compact(contact)
    assert render.compact(item.text("责任事项")).rstrip("。") == render.compact(conduct).rstrip("。")
    printed = item.field("责任事项")
    assert printed
    assert printed.printed
    assert "监督方式：" in printed.printed.text
    assert [(one.code, one.duties, one.field) for one in findings] == [("misplaced-value", ("2.1",), "责任事项")]
    assert findings[0].repair
    assert (findings[0].repair.origin, findings[0].repair.target) == (("责任事项",), ("监督方式",))


def test_a_label_amid_words_parts_nothing() -> None:
    """Where the row of that label is printed, its words elsewhere are but words."""
    body = render.load_body(BODY)
    duties = [
        {**one, "fields": {**one["fields"], "责任事项": one["fields"]["责任事项"].rstrip("。") + "。监督方式：另见公示栏。"}}
        if one["number"] == "2.1"
        else one
        for one in body["duties"]
    ]
    document, findings = repair(parse(render.render({**body, "duties": duties}).text, Source("x.txt", "0" * 64, "utf-8")))
    assert findings == ()
    assert "监督方式：" in next(one for one in document.items if one.number == "2.1").text("责任事项")
