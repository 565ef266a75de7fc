"""Two versions of a catalogue -> their changes, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.diff.forms import departments, grounds, plain
from kg.diff.match import pairs
from kg.diff.parted import related
from kg.labels import NAME_OF
from kg.records import Catalogue, Duty, Field
from kg.text import squeeze

_WORDS = {
    "added": "新增",
    "removed": "取消",
    "renumbered": "改号",
    "renamed": "改名",
    "moved": "改由其他机构承担",
    "basis": "依据变动",
    "content": "其他内容变动",
}
_RELATED = {
    ("added", False): "可能拆自",
    ("added", True): "可能合自",
    ("removed", False): "可能并入",
    ("removed", True): "可能拆为",
}
_NOT_TO_OTHERS = "实施机构变动"  # it was not said before, or is no longer
_TOLD_APART = frozenset(("number", "code", "name", "subitem", "page", "responsibility"))
_BY_KIND = {"department": "moved", "basis": "basis"}

_DOCUMENT = re.compile("《[^》]*》(?:（[^）]*）)?")

Main = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one duty: `kind` is a key of `WORDS`; `old` and `new` are the values before and after, empty where there is none.

    `field` is the label of the field that reads otherwise, for the kind content alone; `related` are the numbers, in the other version,
    of the duties from which an added one may have been cut, or into which a removed one may have gone.
    """

    kind: str
    number: str
    subitem: str
    name: str
    old: str
    new: str
    field: str = ""
    related: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        """Where an added duty may have come from, a removed one may have gone, in Chinese; "" where nothing shows it."""
        word = _RELATED[self.kind, len(self.related) > 1] if self.related else ""
        return f"{word} {'、'.join(self.related)}" if word else ""

    @property
    def what(self) -> str:
        """The kind in Chinese, and the field."""
        word = _WORDS[self.kind] if self.kind != "moved" or (self.old and self.new) else _NOT_TO_OTHERS
        return f"{word}：{self.field}" if self.field else word

    @property
    def document(self) -> tuple[str, str] | None:
        """The document before and after where the duty rests on the same clauses of another one, or of one with another number."""
        if self.kind != "basis" or _DOCUMENT.sub("", self.old) != _DOCUMENT.sub("", self.new):
            return None
        pairs = zip(_DOCUMENT.findall(self.old), _DOCUMENT.findall(self.new), strict=False)
        differing = dict.fromkeys((before, after) for before, after in pairs if before != after)
        return next(iter(differing)) if len(differing) == 1 else None


@dataclass(frozen=True, slots=True)
class Matched:
    """A change with the duty before and after it (None: there is none).

    `main_…` are number and text of its main responsibility; `kind` is that of the field that reads otherwise.
    """

    change: Change
    was: Duty | None
    now: Duty | None
    main_before: Main = ("", "")
    main_after: Main = ("", "")
    kind: str = ""


def matched(old: Catalogue, new: Catalogue) -> Iterator[Matched]:
    """Every change from `old` to `new`, in the order of the new catalogue, what was removed last.

    A main responsibility that goes on under its number in other words is told once, at its first duty.
    """
    before, after = _mains(old), _mains(new)
    said: set[tuple[Main, Main]] = set()
    found = pairs(old.duties, new.duties)
    others = related(found)
    for was, now in found:
        main = before.get(_main(was), ("", "")), after.get(_main(now), ("", ""))
        for change, kind in _between(was, now):
            parted = others.get(id(now or was), ()) if not (was and now) else ()
            yield Matched(replace(change, related=parted), was, now, *main, kind)
        if was and now and plain(main[0][1]) != plain(main[1][1]) and not (main in said and main[0][0] == main[1][0]):
            said.add(main)
            change = _content(now, NAME_OF["responsibility"], main[0][1], main[1][1])
            yield Matched(change, was, now, *main, "responsibility")


def slight(old: Catalogue, new: Catalogue) -> int:
    """How many values differ in punctuation or width alone, which is no change."""
    return sum(
        squeeze(before) != squeeze(after) and plain(before) == plain(after)
        for was, now in pairs(old.duties, new.duties)
        if was and now
        for before, after in ((was.title, now.title), *((text, now_text) for _, text, now_text in _values(was, now)))
    )


def _mains(catalogue: Catalogue) -> dict[str, Main]:
    return {one.number: (one.number, one.text.text) for one in catalogue.document.responsibilities}


def _main(duty: Duty | None) -> str:
    return duty.item.responsibility if duty else ""


def _between(old: Duty | None, new: Duty | None) -> Iterator[tuple[Change, str]]:
    """The changes of one duty, each with the kind of the field that reads otherwise, "" for none."""
    duty = new or old
    assert duty
    if not old or not new:
        kind, name = ("added" if new else "removed"), duty.title
        yield Change(kind, duty.number, duty.item.subitem, duty.name, name if old else "", name if new else ""), ""
        return
    values = (
        ("renumbered", old.number, new.number),
        ("renamed", old.title, new.title),
        ("moved", departments(old), departments(new)),
        ("basis", grounds(old), grounds(new)),
    )
    found = [
        Change(kind, new.number, new.item.subitem, new.name, before, after)
        for kind, before, after in values
        if plain(before) != plain(after)
    ]
    yield from ((change, "") for change in found)
    kinds = {change.kind for change in found}
    for field, before, after in _values(old, new):
        alike = plain(before) == plain(after) or _without_names(before, old) == _without_names(after, new)
        if not alike and _BY_KIND.get(field.kind) not in kinds:
            yield _content(new, field.label, before, after), field.kind


def _content(duty: Duty, label: str, before: str, after: str) -> Change:
    return Change("content", duty.number, duty.item.subitem, duty.name, before, after, label)


def _without_names(text: str, duty: Duty) -> str:
    """What a field says apart from who carries the duty out, which is told as a move."""
    said = plain(text)
    for one in duty.departments:
        said = said.replace(plain(one.name), "〇") if plain(one.name) else said
    return said


def _values(old: Duty, new: Duty) -> Iterator[tuple[Field, str, str]]:
    """Every other field with its text before and after: of one label, else the next one of its kind; a new label is named as it is now."""
    before = {field.label: field for field in old.item.fields if field.kind not in _TOLD_APART}
    left = [field for label, field in before.items() if new.item.field(label) is None]
    for field in new.item.fields:
        if field.kind not in _TOLD_APART:
            was = before.get(field.label) or _taken(left, field)
            yield field, was.text if was else "", field.text
    yield from ((field, field.text, "") for field in left)


def _taken(left: list[Field], field: Field) -> Field | None:
    """The first field of the same kind, which is no longer left."""
    found = next((one for one in left if one.kind == field.kind != "other"), None)
    if found:
        left.remove(found)
    return found
