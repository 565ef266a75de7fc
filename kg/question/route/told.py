"""Whether a matter's duty is as a question says: 养殖证核发收费吗, …是不是行政许可, …由社会事务科牵头吗, …有没有监督电话.

The matter is searched for without what is asked of it, and what is asked of it is no condition on all duties.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.question.condition import Condition, Contains, Has, Is
from kg.question.conditions.atom import Atom
from kg.question.constructions import saying
from kg.question.dimensions import those
from kg.question.mentions.token import Token
from kg.question.words import columns
from kg.question.words.parts import spoken
from kg.question.words.plain import one_of

_DOES = "(?:来)?(?:承办|办理|负责|受理|牵头|主办|主责|实施|审批|处理|参与|参加|配合|协助|协办|会同|办|管)"
_ENDS = "(?:了|的|着)*(?:,?(?:对吧|是吧|没错吧|对吗|对不对|对不|是吗)|吗|么|没有|没|不是|不|吧)[?。]?$"
_OR_NOT = "(?P<does>参与|参加|配合|牵头|负责|办理|受理)[不没](?P=does)"
_PART = "(?:的?(?:牵头|主办|主责|承办|责任|实施|配合|协办|会同|主管|负责)(?:科室|部门|单位|机构|股室|处室|方))"
_HANDLES = (
    f"(?:是不是|是否|归不归|由不由|该不该)(?:应?[由归]|属于?|找)?\0(?:{_DOES}|的|(?=$|[,。?]))",
    f"\0(?:(?:是不是|是否|应不应该|该不该|有没有|要不要|用不用)(?:也|还)?{_DOES}|负不负责|管不管|办不办|参不参与|参不参加|牵不牵头|有没有份|有份(?=吗|么|没有|没)|{_OR_NOT})",
    f"\0(?:也|还|要|会)?{_DOES}(?=[^,。?]+(?:吗|么)[?。]?$)",
    f"(?:是|应?[由归]|属于?)[由归]?\0(?:{_DOES})?(?:的|着)?(?:吗|么|吧|对吗|对不对|是吗)",
    f"\0(?:也|还|都|要|会)*{_DOES}{_ENDS}",
    f"\0(?:是不是|是否是?)(?P<of>[^,。?]+?){_PART}[?。]?$|\0(?:是|算)(?P<matter>[^,。?]+?){_PART}{_ENDS}",
    f"\0在?(?P<within>[^,。?\0]+?)(?:里面?|中|上)?(?:是不是|是否是?){_PART}[?。]?$",
)
_KINDS = (
    "(?:到底|究竟)?(?:是不是|是否|属不属于|算不算)(?:也|都)?(?:属于?|算)?(?:一[项个种])?\0(?:类|类型)?(?:的)?(?:事项|职权|权力)?(?:呢|啊)?[?。]?$",
    f"(?:也|都)?(?:是|属于?|算)(?:一[项个种])?\0(?:类|类型)?(?:的)?(?:事项|职权|权力)?{_ENDS}",
)
_VALUES = (
    "(?:到底|究竟)?(?:能不能|能否|可不可以|是不是|是否)(?:能|可以)?\0(?:就|能)*(?:办[结理完好成])?(?:的)?(?:呢|啊)?[?。]?$",
    f"(?:是|能|可以|都|也)*\0(?:就|能)*(?:办[结理完好成])?{_ENDS}",
)
_EITHER = "(?:到底|究竟)?(?:是|属于?|算)(?:一[项个种])?\0还是(?:属于?|算)?\0(?:的)?(?:呢|啊)?[?。]?$"
_PAID = ("\0[^,。?]?",)
_PARTS, _PLAYS = those("part"), those("played")
_SAYS = re.compile("有|公布|写|印|规定")
_HAVING = "(?P<has>(?:到底|究竟)?(?:有没有|有无|是否有|是不是有|是否公布了?|公布了?|写了|印了|规定了|有)(?:公布|写明?|印|规定)?)"
_PARTED = "(?P<has>(?:再|还|到底|究竟)?(?P<verb>[分设拆带含])(?:[不没](?P=verb)|了?没(?P=verb))?(?:成|有|了|为)?)(?P<what>子项)(?P<end>(?:呢|啊)?[?。]?$|{})"
_LEFT = re.compile(
    f"^(?: |在|对|关于|请问|那)*(?:{_DOES}(?!证|法))?|(?:的)?(?:这件事|这个事|这事儿?|这一项|这项|这个|事项|的事)?(?:里面?|中|上)?的?(?:吗|么|吧)?[,?。 ]*$"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A matter, the condition of which it is asked whether its duty meets it, and the dimension whose text tells so.

    No condition: the value of the dimension itself is asked for.
    """

    matter: str
    holds: Condition | None
    dimension: str

    @property
    def whom(self) -> str:
        """The department of which it is asked whether it carries the duty out; "" where something else is asked."""
        return self.holds.said if isinstance(self.holds, Is) and self.holds.dimension == "department" else ""


def asked(tokens: Sequence[Token], atoms: Sequence[Atom], things: Mapping[str, str], *, parts: bool) -> Told | None:
    """What a question asks whether, of a matter; None for other questions, and of duties that are given by number.

    `things` are what duties of this base or of others may have -> its dimension; `parts`: whether it says which part a department plays.
    """
    if any(atom.dimension == "duty" for atom in atoms):
        return None
    return _has(tokens, things) or _either(tokens, atoms) or _is(tokens, atoms, parts)


def says(said: str, fields: Mapping[str, str]) -> Told | None:
    """Whether a text of a matter's duty has a word: 劳动竞赛这一项责任事项里提没提工匠; `fields` are the words that name a text."""
    for match in re.finditer(one_of(fields), said):
        found, matter = saying.find(said[match.start() :], fields), _matter(said[: match.start()])
        if isinstance(found, Contains) and not found.at and len(matter) > 1:
            return Told(matter, found, found.dimension)
    return None


def _is(tokens: Sequence[Token], atoms: Sequence[Atom], parts: bool) -> Told | None:
    """What is said with a name of the base: a department, a kind of power, a value of a column."""
    departments = [atom for atom in atoms if atom.dimension in _PARTS]
    for atom in reversed(atoms):
        one = atom.condition
        if not isinstance(one, Is) or (atom.dimension in _PARTS and len(departments) > 1):
            continue
        patterns = _patterns(atom, tokens)
        said = _marked(tokens, atom)
        match = next((match for pattern in patterns if (match := re.search(pattern, said))), None)
        if match is None:
            continue
        inner = next((match.groupdict()[name] for name in ("of", "matter", "within") if match.groupdict().get(name)), "")
        matter = _matter(f"{said[: match.start()]} {inner} {said[match.end() :]}")
        if len(matter) > 1:
            return _played(Told(matter, one, atom.dimension), match[0].replace(inner, ""), parts)
    return None


def _patterns(atom: Atom, tokens: Sequence[Token]) -> Sequence[str]:
    """How one asks whether a duty is as an atom says."""
    if atom.dimension in _PARTS:
        return _HANDLES
    if atom.dimension.startswith(columns.PAID):
        behind = next((token for token in tokens if token.start > atom.start), None)
        return _PAID if behind and behind.value == "yesno" else ()
    return _KINDS if atom.dimension == "type" else _VALUES if atom.dimension.startswith(columns.OWN) else ()


def _marked(tokens: Sequence[Token], atom: Atom) -> str:
    """The question with a mark in place of what is asked, whose last letter may be a token that asks (收不收·费)."""
    return "".join("\0" if token.start == atom.start else token.text for token in tokens)


def _played(told: Told, said: str, parts: bool) -> Told | None:
    """What is asked with the part that a department plays; one that is to lead may be printed without a part, one that helps not."""
    if not isinstance(told.holds, Is) or told.dimension not in _PARTS:
        return told
    part = next((part for part in _PLAYS if re.search(spoken(part), said)), told.dimension)
    part = "leading" if part == "lead" else part
    if part in ("support", "joint") and not parts:
        return None
    return replace(told, holds=replace(told.holds, dimension=part), dimension=part)


def _either(tokens: Sequence[Token], atoms: Sequence[Atom]) -> Told | None:
    """Of which of two kinds something is: …是行政处罚还是行政强制."""
    kinds = [atom.start for atom in atoms if atom.dimension == "type"]
    said = "".join("\0" if token.start in kinds else token.text for token in tokens)
    match = re.search(_EITHER, said) if len(kinds) > 1 else None
    matter = _matter(said[: match.start()]) if match else ""
    return Told(matter, None, "type") if len(matter) > 1 else None


def _has(tokens: Sequence[Token], things: Mapping[str, str]) -> Told | None:
    """What is said to be there at all: 有没有法定依据, 有承诺时限吗."""
    said = "".join(token.text for token in tokens)
    named = [word for word in things if word in said] if _SAYS.search(said) else []
    match = re.search(_PARTED.format(_ENDS), said) if "子项" in said and "子项" in things else None
    if named and not match:
        match = re.search(f"{_HAVING}(?P<what>{one_of(named)})(?:可以?[打查])?(?P<end>(?:呢|啊)?[?。]?$|{_ENDS})", said)
    if match is None or not (re.search("[没无否不]", match["has"]) or re.search("[吗么没不]", match["end"])):
        return None
    matter, dimension = _matter(said[: match.start()]), things[match["what"]]
    return Told(matter, Has(columns.filled(dimension)), dimension) if len(matter) > 1 else None


def _matter(said: str) -> str:
    """What is left of a question without what it asks, and without words that point at it."""
    return _LEFT.sub("", said.strip("\0 ")).strip()
