"""duty-kg: a knowledge graph with semantic search for Chinese duty catalogues (职责目录, 权责清单).

import kg
base = kg.build()                      # the bundled catalogue; or kg.build(["目录.txt"], into="base")
print(base.ask("老板拖欠工资该找哪个部门？"))
base.sparql("SELECT * WHERE { ?duty a duty:DutyItem } LIMIT 3")

The way of the data, from document to answer:

sources/       document -> cells -> records
meaning/       cells -> what their words say
repair/        records -> records and findings
names.py       record -> IRI
triples/       records -> N-Quads
nquads.py      N-Quads -> the same, sorted
store.py       N-Quads -> Store
given.py       what somebody gives, read
pipeline.py    the way so far once: documents -> a published generation
question/      text -> what it mentions and asks for
query/         what it asks for -> SPARQL, and the reading in Chinese
base.py        a generation opened (KnowledgeBase): question -> search or query -> Answer
hits.py        what a search found -> rows
answer/        question, hits and rows -> Answer

Beside the way, what else is made of a graph:

overlap/       where duties overlap, what nobody covers       diff/          what a new version changes
export/        files for others                               shapes.py      what does not conform
check.py       all that is wrong with a store                 evaluate.py    how well known questions are answered

Doors:

cli/           the command line                               web/           pages, linked data, API, SPARQL
api.py         build, load, remove, for Python                mcp.py         tools for assistants

What stands beside a document, and what a base keeps:

about.py       what a user says of a document                 mapping.py     what a user says of its labels
thesaurus.py   the matters of ontology/matters.ttl            audience.py    which duties face the public
generation.py  the folder of a base                           slugs.py       slugs minted before
carried.py     what another build carries over                succession.py  which catalogue a new version replaces
minted.py      the IRIs of a catalogue's things

What every station needs:

records.py     the plain records                              place.py       where something is printed
labels.py      what labels mean                               parts.py       what the parts of departments are called
text.py        the normalised form of a text                  script.py      traditional characters as simplified
findings.py    what the kinds of findings are called          syntax.py      what is wrong with a SPARQL query
errors.py      what can go wrong                              progress.py    what a build says while it runs
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.answer import Answer
    from kg.api import build, load, remove
    from kg.base import KnowledgeBase
    from kg.errors import KgError
    from kg.records import Duty

__all__ = ["Answer", "Duty", "KgError", "KnowledgeBase", "build", "load", "remove"]

_HOME = {
    "Answer": "answer",
    "Duty": "records",
    "KgError": "errors",
    "KnowledgeBase": "base",
    "build": "api",
    "load": "api",
    "remove": "api",
}


def __getattr__(name: str) -> Any:
    """Import a public name at its first use, so that `import kg` costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"kg.{_HOME[name]}"), name)
