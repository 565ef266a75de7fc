"""A query for duties -> Portion: what share of all duties they are (行政处罚占全部事项的百分之几, 引用两部以上文件的职责占比多少)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.question.algebra import Count, Groups, Portion, Query, Values
from kg.question.conditions.atom import Atom, together

SHARE = re.compile(
    "百分之(?:几|多少)|占[^,。?]{0,16}?(?:百分比|比例|比重|几成|几分之几)|占比|(?:比例|比重|百分比)(?:是|为|有|占)?(?:多少|几|多大|多高)"
)
_SUM = re.compile("加起来|加在一起|合计|合起来|总共|一共|之和")


def asked(said: str, query: Query | None, atoms: Sequence[Atom]) -> Portion | None:
    """The share that is asked for; what is said behind 占 holds for the whole (占全部处罚的比例)."""
    if not SHARE.search(said):
        return None
    duties, at = query.of if isinstance(query, Count) else query, said.find("占")
    if isinstance(duties, Groups) and _SUM.search(said[:at]):
        duties = Values("duty", together(list(atoms)))  # A和B的职责加起来占多少
    if not isinstance(duties, Values) or duties != Values("duty", duties.where):
        return None
    whole = together([atom for atom in atoms if 0 <= at < atom.start])
    return Portion("duty", duties.where, whole) if whole != duties.where else None
