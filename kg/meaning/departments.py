"""An 实施机构 cell -> the departments in printed order, each with the role printed beside it.

A牵头，B、C配合 · 牵头：A；配合：B · A（牵头），B、C（配合） · A为牵头单位，B为配合单位 · A会同B · A与B共同实施 · 1.A；2.B · A等有关科室
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kg.labels import BODIES, NOTHING, is_post
from kg.meaning.cutting import cut
from kg.meaning.pointers import is_pointer
from kg.parts import BRACKETED, LEADING, PLAIN, SPOKEN
from kg.records import Department
from kg.script import as_printed, simplified
from kg.text import is_wordless, normal, visible

_ROLE, _SHARES = "|".join(SPOKEN), "|".join(PLAIN)
_DEEDS = "落实|执行|实施|审核|审批|受理"  # in brackets alone: behind a name without them, they say what it does
_REMARKS = "|".join((*BRACKETED, *(f"责任{kind}" for kind in ("科室", "单位", "部门", "股室", "处室"))))
_KIND = "(?:部门|单位|科室|处室|股室|机构)?"
_HOW = "(?:按照?|依照?|根据|各自|职责|职能|分工|共同|联合|分别|具体|统一|主要|独立|组织){0,12}"
_DOES = "(?:组织|协调|统筹)?(?:实施|落实|办理|承担|执行|负责|开展|抓总)"
_END = (
    "部|室|科|处|局|股|队|所|站|中心|办|党委|委员会|委|组|院|馆|支部|团委|工会|联合会|协会|大队|支队|总队|街道|办事处|集团|公司"
)
_TOWER = "(?:(?<=气象)|(?<=电视)|(?<=广播)|(?<=地震)|(?<=天文)|(?<=观测)|(?<=监测))台"
_LIKE = (
    f"{_END}|单位|部门|机构|党组|政府|窗口|社区|分局|镇|乡|镇街|校|厅|署|领导|专班|银行|支行|分行|[管居村][）)]?委会|“两委”|{_TOWER}"
    "|党总支|(?<!家)庭|海关|妇联|残联|文联|科协|侨联|工商联|社科联|红十字会"
)
_GROUPS = "团委|工会|妇联|残联|文联|科协|侨联|工商联"  # no body has a shorter name
_UNITS = "班|班组|厂|车间"  # of companies; in a column of departments alone, for elsewhere these are classes and plants
_EACH = re.compile("各(?![类项种级界人自步地]|环节|阶段|方面)[\u4e00-\u9fff（）()]{1,14}$")
_PLACES = re.compile("[（(](?:[市区县旗州镇乡盟村]|街道|开发区)(?:、(?:[市区县旗州镇乡盟村]|街道|开发区))*[）)]")
_LEVEL = "(?:国家|设区的?市|地市|乡镇|街道|[省市县区乡镇州旗村])级"
_NOBODY = re.compile(f"{NOTHING}|{_LEVEL}(?:[或和及与、/]{_LEVEL})*")  # 市级或县级 says how high a body stands
_DOING = "(?<![督检稽巡审侦调])查处|惩处|[论判严]处|[督交举承催转申代主即网帮随]办|(?<!交)通办"
_DEPARTMENT = re.compile(
    rf"^(?!对.*的|.*(?:{_DOING})$)[\u4e00-\u9fffA-Za-z0-9（）()·“”]{{1,18}}?(?:{_LIKE})(?:[（(][\u4e00-\u9fff、]+[）)])?$|(?:{_GROUPS}|乡镇|镇街|街道)$"
)
_UNIT = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9]{{1,12}}(?:{_UNITS})$")
_BLANKS = re.compile(r"[^\S\n]+")
_BRACKETS = re.compile(r"[（(【\[][^（）()【】\[\]]*[）)】\]]")
_TOGETHER = re.compile(
    rf"(?<=[部室科处局股队办委心站])(?:会同|联合|协同)(?!会)(?=[^，,；;。\n]{{1,24}}?(?:{_END}))|(?<=[^，,；;。\n、由（(【\[])会同(?![）)】\]])"
)
_CLAUSE_END = re.compile(rf"[，,；;。]+|(?<={_SHARES})、|、?(?=(?:{_ROLE}|责任){_KIND}[：:])|(?=[①-⑳])")
_NAME_END = re.compile(
    rf"[、/]+|(?<=[部室科处局股])(?:和|及|以及|与|暨)|(?<=中心|大队|支队|中队|党委|工会|政府|单位|部门)(?:和|及|以及|与)(?=[^、]{{1,24}}?(?:{_END}))"
)
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}\s*[.、．](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,2}、)\s*"
)
_LABEL = re.compile(rf"^由?(?:({_ROLE}){_KIND}|({_REMARKS}))(?:[：:为]|是)(.+)$")
_JOINING = re.compile("^(?:＋(会同|联合|协同)|(会同|配合|协助))([^：:]+)$")
_TAIL = re.compile(
    rf"^由?(.+?)(?:(?:作?为|是){_HOW}({_ROLE}){_KIND}|[-—–：: ]{{0,12}}{_HOW}({_SHARES}){_KIND}|{_HOW}({_ROLE})){_DOES}?$"
)
_DONE = re.compile(rf"^由?(.+?)(?:{_HOW}{_DOES}|(?:按照?|依照?|根据)(?:各自|职责|职能|分工)+)$")
_TASK = re.compile(rf"^由?(.{{1,30}}?(?:{_END})){_HOW}(负责|牵头|承办|配合|协助)..")
_OWN = re.compile(
    rf"^(.+?)[（(【\[](?:为|是)?(共同|联合)?(?:({_ROLE}|{_DEEDS}){_KIND}|({_REMARKS}))(?:[，,：:、][^（）()]*)?[）)】\]]$"
)
_WITH_HOW = re.compile(
    r"\s*(?:承接|收回|接收)?(?:部门|单位|机构)[：:]\s*(\S.*?)(?<!\s)[^\S\n]*\n\s*(?:工作|承接|履职|具体)?(?:方式|措施)[：:].*",
    re.DOTALL,
)
_REACHED = re.compile(r"[（(](?=[^（）()]*(?:电话|\d{5}))[^（）()]*[）)]$")
_COUNTED = r"[一二三四五六七八九十\d]{1,3}[）)]"
_BRACKET_BELOW = re.compile(rf"(?<!\s)[^\S\n]*\n\s*(?=[（(【\[](?:(?:{_ROLE})|(?!{_COUNTED})[^（）()\n]*[）)]\s*(?:\n|$)))")
_PARTS = re.compile("[、，,；;：:/]")
# what ends no half of a name: the names of bodies that _DEPARTMENT does not know, posts, and what somebody does
_WHOLE = re.compile(
    rf"(?:{'|'.join(BODIES['names'])}|总支|组织|平台|基地|[长员人者]|主任|书记|(?:{_ROLE}|{_REMARKS}){_KIND}|{_DOES})$"
)
_ACTS, _SHORT = re.compile(f"(?:{_LIKE}|{_GROUPS})(?:[（(][^（）()]*[）)])?$|{_WHOLE.pattern}"), 3
_BUSY = re.compile(rf"(?:{_END})(?:{_HOW}(?:{_DOES}|{_SHARES}|统筹|协调)|[和及与]|会同)")
_OTHERS = re.compile(rf"各|有关|相关|其他|其它|会同|由|(?:{_ROLE}|{_REMARKS}){_KIND}[：:]")
_LONGEST_BREAK = 2  # lines over which a name in a narrow cell is broken, but for the last
_ROLE_BEFORE_NAME = re.compile(rf"(?<=[\u4e00-\u9fff])([（(【\[](?:{_ROLE}){_KIND}[）)】\]])(?=[\u4e00-\u9fff])")
_ROLE_BEFORE_JOINING = re.compile(
    rf"([（(【\[](?:{_ROLE}){_KIND}[）)】\]])(?:(?=会同|(?:配合|协助)(?![，,；;。、\n]|$))|(联合|协同)(?!会))(?=[\u4e00-\u9fff])"
)
_ROLE_NEXT = re.compile(rf"[（(【\[](?:{_ROLE}){_KIND}[）)】\]]|(?:{_SHARES}){_KIND}(?![：:])")
_ROLE_ALONE = re.compile(rf"[（(【\[]({_ROLE}){_KIND}[）)】\]]|({_ROLE})")
_AHEAD = re.compile(rf"^[（(【]({_ROLE}){_KIND}[）)】](.+)$")
_AND_OTHERS = re.compile("^(.+?)等(?:[两二三四五六七八九十\\d]+个)?(有关|相关|各)?(科室|部门|单位|处室|股室)?$")


@lru_cache(maxsize=16384)
def departments(text: str) -> tuple[Department, ...]:
    """The departments of an 实施机构 cell in printed order, each once, with the role printed beside it, or None."""
    seen = visible(text)
    plain = simplified(seen)
    found = _departments(plain)
    return found if plain == seen else tuple(replace(one, name=as_printed(one.name, plain, seen)) for one in found)


def _departments(text: str) -> tuple[Department, ...]:
    found: dict[str, Department] = {}
    for one in _mentioned(text):
        if not (_NOBODY.fullmatch(one.name) or _ROLE_ALONE.fullmatch(one.name)):
            found.setdefault(one.name, one)
    return (Department(normal(" ".join(text.split()))),) if _is_nobody(tuple(found.values())) else tuple(found.values())


def mentioned(text: str) -> tuple[Department, ...]:
    """The departments of a cell as often as it names them: one may lead and assist."""
    return tuple(one for one in _mentioned(simplified(visible(text))) if not _ROLE_ALONE.fullmatch(one.name))


def roles_alone(text: str) -> list[str]:
    """The roles in a cell that stand beside no department: 办公室（牵头）、（配合）."""
    alone = (match for one in _mentioned(simplified(visible(text))) if (match := _ROLE_ALONE.fullmatch(one.name)))
    return [match[1] or match[2] for match in alone]


def _mentioned(text: str) -> Iterator[Department]:
    led = False
    how = _WITH_HOW.fullmatch(text)
    for clause in _clauses(how[1] if how else text):
        said = normal(_NUMBERED.sub("", clause.strip()))
        role, names = _role(said)
        if names == said and (task := _TASK.match(said)):
            names, role = task.groups()
        for name, own in _named(names, led):
            if name and not (is_wordless(name) or is_pointer(name)):
                led = led or (own or role) in LEADING
                yield Department(name, own or role)


def _is_nobody(named: tuple[Department, ...]) -> bool:
    """Whether a cell enumerates what cannot act (挖掘机、运输车辆): it is one odd value, not several departments.

    Names as short as 公安 may be bodies.
    """
    return (
        len(named) > 1
        and max(len(one.name) for one in named) > _SHORT
        and not any(one.role or is_post(one.name) or _ACTS.search(one.name) for one in named)
    )


@lru_cache(maxsize=16384)
def is_department(text: str) -> bool:
    """Whether a whole cell reads as department names and nothing else."""
    parts = [p for line in _unbroken(simplified(text)) for p in re.split(r"[、，,；;/\s]+", _PLACES.sub("", normal(line))) if p]
    return bool(parts) and len(parts) <= 6 and all(_DEPARTMENT.match(_own_role(_role(p)[1])[0]) for p in parts)


def is_body(name: str) -> bool:
    """Whether a name in a column of departments reads as that of one body, or of several alike: 各水厂, 各县（市、区）市场监管局."""
    plain = _PLACES.sub("", simplified(name))
    return any(form.match(plain) for form in (_DEPARTMENT, _EACH, _UNIT))


def listed(names: str) -> list[str]:
    """The names of an enumeration: cut at 、 and at 和 behind the end of a name, outside brackets."""
    return [part.strip() for part in cut(_NAME_END, _BRACKETS, names) if part.strip()]


def _clauses(text: str) -> Iterator[str]:
    """The parts of a cell in which one role is said: cut at marks outside brackets, before 会同 and before a label."""
    rows = "；".join(_unbroken(text))
    rows = _ROLE_BEFORE_JOINING.sub(lambda m: f"{m[1]}，＋{m[2]}" if m[2] else f"{m[1]}，", rows)
    rows = _ROLE_BEFORE_NAME.sub(r"\1、", rows)
    body = _TOGETHER.sub(lambda m: f"，＋{m[0]}", _BLANKS.sub(_between, rows))
    yield from cut(_CLAUSE_END, _BRACKETS, body)


def _unbroken(text: str) -> list[str]:
    """The lines of a cell that say something, those whole that a narrow cell breaks inside of a name: 监督检|查科, 投资科|（项目办）.

    Two lines are one where the first does not end with a body, and the name across the break is one; else each is of its own.
    """
    lines = [line for one in _BRACKET_BELOW.sub("", text).split("\n") if (line := one.strip())]
    found: list[str] = []
    while lines:
        whole = next((n for n in range(2, min(len(lines), _LONGEST_BREAK + 1) + 1) if _is_broken(lines[:n])), 1)
        if whole > 1:
            lines[:whole] = ["".join(lines[:whole])]
        else:
            found.append(lines.pop(0))
    return found


def _is_broken(lines: list[str]) -> bool:
    """Whether one name goes over all of these lines: what stands before the last line's end is no name by itself."""
    first, last = _PARTS.split(lines[0])[-1].strip(), _PARTS.split(lines[-1])[0].strip()
    if any(map(_PARTS.search, lines[1:-1])) or not (first and last) or any(map(_NUMBERED.match, lines[1:])):
        return False
    before = "".join([first, *lines[1:-1]])
    if len(last) == 1 and _EACH.match(first) and not _DEPARTMENT.match(first):
        return _DEPARTMENT.match(first + last) is not None  # 各二级学|院: no name has one character
    if is_body(first) or is_body(before) or _WHOLE.search(before) or _BUSY.search(before) or _OTHERS.match(last):
        return False
    return is_body(_own_role(_role(before + last)[1])[0])


def _between(blank: re.Match[str]) -> str:
    """White space parts two departments when a department's name or role ends before it; inside of a name, and before its role, it means nothing."""
    text, start = blank.string, blank.start()
    if text.endswith(PLAIN, 0, start):
        return "，"
    ends = text.endswith((*_END.split("|"), "）", ")", "】"), 0, start)
    return "、" if ends and not _ROLE_NEXT.match(text, blank.end()) else ""


def _role(clause: str) -> tuple[str | None, str]:
    """The role that a clause gives to all its departments, and their names."""
    for pattern in (_LABEL, _JOINING):
        if match := pattern.match(clause):
            return match[1] or match[2], _undone(match[3])
    if match := _TAIL.match(clause):
        return match[2] or match[3] or match[4], match[1]
    return None, _undone(clause)


def _undone(names: str) -> str:
    """Names without what is said of their doing: …共同实施, …按职责分工."""
    match = _DONE.match(names)
    return match[1] if match else names.removeprefix("由")


def _named(names: str, led: bool) -> list[tuple[str, str | None]]:
    """The names of a clause with the roles in brackets behind them.

    A role of support behind the last of several holds for all of them where somebody is in the lead, 共同牵头 always.
    """
    parts = [_own_role(_NUMBERED.sub("", part)) for part in listed(names)]
    led = led or any(role in LEADING for _, role, _ in parts)
    result: list[tuple[str, str | None]] = []
    spread: str | None = None
    for name, role, shared in reversed(parts):
        if role:
            spread = role if shared or (led and role in SPOKEN and role not in LEADING) else None
        result[:0] = _with_others(name, role or spread)
    return result


def _own_role(name: str) -> tuple[str, str | None, bool]:
    """A name without the role in its brackets, the role, and whether others share it (共同牵头)."""
    name = _REACHED.sub("", name)
    if match := _OWN.match(name.strip()):
        return match[1], match[3] or match[4], bool(match[2])
    if match := _AHEAD.match(name.strip()):
        return match[2], match[1], False
    return name.strip(), None, False


def _with_others(name: str, role: str | None) -> Iterator[tuple[str, str | None]]:
    """A等有关科室 names A and 有关科室; A等科室 only A."""
    match = _AND_OTHERS.match(name)
    yield (match[1] if match else name), role
    if match and match[2] and match[3]:
        yield match[2] + match[3], role
