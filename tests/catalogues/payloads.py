"""A catalogue whose every name and text is an attempt to run a script in the browser of who reads it. `x` is what each would call."""

from __future__ import annotations

COUNT = 1000
MARKS = (
    "<script>x({0})</script>", '"onmouseover="x({0})', "</title><svg onload=x({0})>", "javascript:x({0})", "</script><script>x({0})</script>",
    "{{{{x({0})}}}}", "<!--{0}", "&lt;img src=q{0} onerror=x()&gt;", "'><iframe srcdoc='<script>parent.x({0})</script>'>", "]]><style>@import '//127.0.0.1:9/{0}'</style>",
    "<img src=q onerror=x({0})>", '" autofocus onfocus="x({0})', "<details open ontoggle=x({0})>", "</textarea><script>x({0})</script>", "<link rel=stylesheet href=//127.0.0.1:9/{0}>",
    "<img src=//127.0.0.1:9/{0}>", "<base href=//127.0.0.1:9/{0}/>", "<meta http-equiv=refresh content='0;url=javascript:x({0})'>", "\\u003cscript\\u003ex({0})", "<svg><animate onbegin=x({0}) attributeName=x>",
)  # fmt: skip


def labels() -> list[str]:
    """All payloads, no two the same."""
    return [MARKS[number % len(MARKS)].format(number) for number in range(COUNT)]


def document() -> str:
    """A catalogue of 25 duties with forty payloads each, of two departments that do much the same, and some that are none."""
    lines = ["敌意目录", ""]
    for number, start in enumerate(range(0, COUNT, 40), 1):
        given = labels()[start : start + 40]
        given = given[number:] + given[:number]  # each kind in every field
        names = "、".join(given[: 12 if number % 3 else 2])
        values = {"序号": f"1.{number}", "名称": f"负责困难职工帮扶救助工作{names}", "法定依据": f"《{given[12]}》第一条：“{given[13]}”",
                  "实施机构": (f"办公室{given[14]}", "权益保障部", "帮扶中心")[number % 3], "职责边界": given[15], "运行流程": "、".join(given[2:12]),
                  "运行要件": given[16] + given[14], "责任事项": "；".join(given[17:38]), "监督方式": "、".join(given[38:])}  # fmt: skip
        lines += ["", f"1.{number}（{given[0]}）信息表", "", *(f"\t{label}\n\n\t{value}\n" for label, value in values.items())]
    return "\n".join(lines)
