"""How a duty is carried out: the cells of 职责边界, 运行流程 and 运行要件 -> kind and sides, matters by body, steps, meetings, documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.labels import APPROVING
from kg.meaning.cutting import blanked, cut
from kg.meaning.departments import departments, is_department, listed
from kg.meaning.numerals import counted
from kg.parts import PLAIN, ROLE_OF
from kg.records import Side
from kg.script import simplified
from kg.text import normal

_INSIDE = re.compile(
    '《[^《》]*(?:《[^《》]*》[^《》]*)*》|“[^“”]*”|‘[^‘’]*’|"[^"\n]*"|「[^「」]*」|[（(](?!(?:[一二三四五六七八九十]{1,3}|\\d{1,2})[）)])[^（）()]*[）)]|【[^【】]*】|\\[[^\\[\\]]*\\]'
)
_ARROW = re.compile(r"\s*(?:[—–-]{0,3}[>＞]|[=＝]{1,2}[>＞]|[→⇒➔➜➝➡⟶⇨▶►▸↓⇓]\ufe0f?)+\s*")
_DASHES = re.compile("(?<=[\u4e00-\u9fff＃])\\s*[—–─-]{1,2}\\s*(?=[\u4e00-\u9fff＃])")
_STEP_END = re.compile(r"[，。；;\n]+")
_STOP = re.compile(r"[。；;\n]+")
_DOCUMENT_END = re.compile(r"[、，。；;\n]+")
_ONE = r"[一二三四五六七八九十]{1,3}|\d{1,2}"
_NUMBERED = re.compile(
    rf"(?P<step>第(?:{_ONE})步|步骤(?:{_ONE}))[:：、，]?|(?P<is>(?:[一二三四五六七八九十]{{1,3}})是)|(?P<bracket>[（(](?:{_ONE})[）)])、?"
    rf"|(?P<point>\d{{1,2}}\s*[.．、)）])(?!\d)|(?P<chinese>[一二三四五六七八九十]{{1,3}}、)|(?P<circle>[①-⑳])"
)
_APPROVER = re.compile(f"(?:提请|报请|提交|报)?([\u4e00-\u9fff]{{0,14}}?(?:{'|'.join(APPROVING)}))")
_KNOWN = "公安|交警|交管|消防|税务|城管|法院"  # by their business alone
_BODIES = (
    "(?:[我本](?:[局委办部会院所站馆校镇乡]|中心|街道|单位|机关|部门)|[\u4e00-\u9fff（）、]{1,60}?(?:[部室科处局股队所站办委组院馆会镇乡校厅署]"
    f"|部门|中心|单位|机构|机关|政府|街道|社区|公司|企业|集团|党组|窗口|{_KNOWN})|{_KNOWN})(?:（[^（）]{{1,12}}）)?"
)
_WAY = "(?:依法|具体|主要|统一|共同|分别|按照?|各自|职责|分工|同时|则|也|仍|应当?)*"
_ACT = (
    "[：:，]?(?:负责|承担|履行|行使|牵头|配合|协助|会同|协同|主办|协办|承办|主管|分管|参与|独立实施|组织|实施|办理|审批|审核|受理|提供|拟订|制定|做好|开展"
    "|管理|监管|指导|监督|落实|处置|处理|查处|核发|征收)(?![部科局处室股所站队委]|中心|管理)"
)
_SHARED = (*(word for word in PLAIN if ROLE_OF[word] in ("lead", "support")), "会同", "共同", "联合")
_DOER = re.compile(rf"^(?:其中|但|而)?由?({_BODIES}){_WAY}{_ACT}")
_PASSIVE = re.compile(rf"(?<=.)由({_BODIES}){_WAY}{_ACT}")
_ALONE = (
    "(?:负责|承担|主管|管理|监管|监督|办理|受理|审批|审核|审查|核准|核定|核验|核发|发放|颁发|批准|登记|备案|认定|评定|鉴定|检定|检测|查处|处罚"
    "|处理|处置|调查|调解|仲裁|裁决|实施|执行|组织|制定|编制|作出|征收|征缴|拨付|支付|验收)(?![部科局处室股所站队委]|中心|管理|单位|机构)"
)
_HANDS = re.compile(rf"^(?P<matter>.*?[^自交报])由(?P<body>{_BODIES}){_WAY}{_ALONE}")
_HAS = re.compile(
    rf"^(?:其中|但|而)?(?P<body>{_BODIES}){_WAY}(?:(?:负责|承担|主管)(?![部科局处室股所站队委])|(?={_ALONE}))(?P<matter>.+)$"
)
_NO_MATTER = re.compile(
    "(?:承担|管理|监管|监督|办理|受理|审批|审核|审查|核准|批准|实施|执行|组织|制定|处理|处置)+$"
)  # 乡镇具体实施: the duty itself
_HANDED_ON = re.compile("报|委托|必要")  # 解密审查报某局办理: a step of the duty


@lru_cache(maxsize=16384)
def boundary(text: str) -> str:
    """One of "independent" (独立实施), "joint" (牵头, 配合, 会同 … or several bodies), or "unstated"."""
    body = normal(simplified(text))
    if "独立" in body:
        return "independent"
    if any(word in body for word in _SHARED):
        return "joint"
    several = len(departments(body)) > 1 and ("负责" in body or is_department(body))
    return "joint" if several or sides(body) else "unstated"


@lru_cache(maxsize=16384)
def sides(text: str) -> tuple[Side, ...]:
    """Who does what by a 职责边界 cell that names several: each body as printed (我局 too) with the words that say so; () where nothing is shared."""
    found: list[tuple[list[str], str]] = []
    for clause in _pieces(_STEP_END, normal(text)):
        bare = _NUMBERED.sub("", clause, count=1) if _NUMBERED.match(clause) else clause
        doer = _PASSIVE.search(bare) or _DOER.match(bare) or _DOER.match(bare.rpartition("：")[2])
        if doer:
            found.append((listed(doer[1]), clause))
        elif found:
            bodies, words = found[-1]
            found[-1] = (bodies, f"{words}，{clause}")
    named = [Side(body, words) for bodies, words in found for body in bodies]
    return tuple(named) if len({side.body for side in named}) > 1 else ()


@lru_cache(maxsize=16384)
def matters(text: str) -> tuple[tuple[Side, str], ...]:
    """The matters that a 职责边界 or 备注 cell gives to one body each, and the clause that says so: 医疗救助由区医疗保障局负责.

    The words of such a side are the matter. A body that leads or helps has a part in the duty itself, and is none of these.
    """
    found: list[tuple[Side, str]] = []
    for clause in _pieces(_STEP_END, normal(text)):
        bare = _NUMBERED.sub("", clause, count=1) if _NUMBERED.match(clause) else clause
        given = _HANDS.match(bare) or _HAS.match(bare)
        if given and not _HANDED_ON.search(given["body"]) and not _NO_MATTER.match(given["matter"]):
            found.append((Side(given["body"], given["matter"]), bare))
    return tuple(found)


@lru_cache(maxsize=16384)
def steps(text: str) -> tuple[str, ...]:
    """The steps of a 运行流程 cell in order: between arrows, else by their numbers, else its clauses; never cut inside titles, quotes and brackets."""
    body = normal(text)
    hidden = blanked(_INSIDE, body)
    if _ARROW.search(hidden):
        found = [part for row in _pieces(_STOP, body) for part in _pieces(_ARROW, row)]
    elif len(_DASHES.findall(hidden)) > 1 and not _STEP_END.search(hidden.rstrip("。；")):
        found = list(_pieces(_DASHES, body.rstrip("。；")))
    else:
        found = _enumerated(body, hidden) or list(_pieces(_STEP_END, body))
    return tuple(filter(None, (_NUMBERED.sub("", part, count=1).strip() if _NUMBERED.match(part) else part for part in found)))


@lru_cache(maxsize=16384)
def documents(text: str) -> tuple[str, ...]:
    """The documents a 运行要件 cell names: its enumeration, in order."""
    return tuple(_pieces(_DOCUMENT_END, normal(text)))


@lru_cache(maxsize=16384)
def approvers(text: str) -> tuple[str, ...]:
    """The meetings that approve a workflow (党组会议, 主席办公会, …), in printed order."""
    return tuple(dict.fromkeys(m.group(1) for m in _APPROVER.finditer(normal(text))))


def _enumerated(body: str, hidden: str) -> list[str]:
    """The steps that stand behind 1. 2. 3. (or 一是, 第一步, ①, in one style and in sequence from the beginning); [] where there are no such."""
    first = _NUMBERED.match(hidden)
    style = first.lastgroup if first else None
    starts: list[int] = []
    for mark in _NUMBERED.finditer(hidden):
        free = (
            style == "circle"
            or (style == "bracket" and hidden[mark.start() - 1] != "第")
            or mark.start() == 0
            or hidden[mark.start() - 1] in "，,。；;：: \n）)"
        )
        if free and mark.lastgroup == style and _count(mark[0]) == len(starts) + 1:
            starts.append(mark.start())
    if len(starts) < 2:
        return []
    return [body[start:end].strip("，,。；; \n") for start, end in zip(starts, [*starts[1:], len(body)], strict=True)]


def _count(mark: str) -> int:
    numeral = re.search("[一二三四五六七八九十]+|\\d+|[①-⑳]", mark)
    return counted(numeral[0]) if numeral else 0


def _pieces(marks: re.Pattern[str], text: str) -> Iterator[str]:
    """What stands between the marks, where these are outside titles, quotes and brackets."""
    yield from filter(None, map(str.strip, cut(marks, _INSIDE, text)))
