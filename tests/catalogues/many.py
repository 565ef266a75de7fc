"""Many catalogues of invented bodies for the benchmark: matters of the thesaurus under the cells of the five bodies."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

from kg import thesaurus
from tests.catalogues.render import body_names, load_body, render

_FIRST, _SECOND = "云松望柳石青白金银铜长安永宁丰泰清明东西", "澜岭江湾桥山河湖海川溪泉原丘洲港浦塘林田"
_KINDS = ("区应急管理局", "县水务局", "市图书馆", "街道办事处", "区民政局", "县卫生健康局", "市司法局", "区城市管理局")
_ACTS = ("组织实施", "指导监督", "审核报批", "统计分析", "宣传培训", "检查验收", "档案管理", "咨询服务", "规划编制", "投诉处理")
_PER_RESPONSIBILITY = 5
_ARTICLE = re.compile("第[一二三四五六七八九十百]+条")


def catalogues(count: int, duties: int) -> Iterator[tuple[str, bytes]]:
    """`count` catalogues of `duties` duties each as text files: (file name, bytes); the same ones every time.

    As in published catalogues, names differ, duties of one responsibility cite one article, and workflows, documents and
    contacts are printed word for word in many duties.
    """
    chance = random.Random(f"{count} {duties}")
    bodies = [load_body(name) for name in body_names()]
    labels = set(bodies[0]["duties"][0]["fields"])
    stock = [duty for body in bodies for duty in body["duties"] if set(duty["fields"]) == labels]
    matters = [matter.label for matter in thesaurus.matters({})]
    names = [f"负责{matter}的{act}工作。" for act in _ACTS for matter in matters]
    for n in range(count):
        place = _FIRST[n % len(_FIRST)] + _SECOND[n // len(_FIRST) % len(_SECOND)]
        publisher = place + _KINDS[n % len(_KINDS)]
        made = [_duty(chance.choice(stock), k, name) for k, name in enumerate(chance.sample(names, duties))]
        duty_of = {duty["responsibility"]: f"负责{publisher}的第{duty['responsibility']}类事务。" for duty in made}
        responsibilities = [{"number": number, "text": text} for number, text in duty_of.items()]
        body = {"title": f"{publisher}职责目录", "publisher": publisher, "responsibilities": responsibilities, "duties": made}
        yield f"{n:03}.txt", render(body).data


def _duty(like: dict[str, Any], place: int, name: str) -> dict[str, Any]:
    """A duty with the cells of another, at its place in the catalogue, under an article of its responsibility."""
    above = str(place // _PER_RESPONSIBILITY + 1)
    basis = _ARTICLE.sub("第" + "一二三四五六七八九十"[int(above) % 10] + "条", like["fields"]["法定依据"])
    number = f"{above}.{place % _PER_RESPONSIBILITY + 1}"
    fields = {**like["fields"], "法定依据": basis}
    return {"number": number, "responsibility": above, "name": name, "page": str(place + 5), "fields": fields}
