"""Why these duties: each feature of the first hits as a table, with the words and questions that brought them."""

from __future__ import annotations

from index import rank
from kg.base import KnowledgeBase

_SHOWN = 3


def table(kb: KnowledgeBase, question: str, catalogue: str = "") -> str:
    """Weight, value and contribution of every feature for the first hits; then matters recognised and nearest known questions."""
    from kg import hits
    from kg.cli.tables import columns

    found = kb.search(question, top=_SHOWN, catalogue=catalogue)
    rows = hits.listed(found, kb.store)
    if not rows:
        return "没有可比较的职责。"
    weights = rank.weights(rows[0]["features"])
    names = ("feature", "weight", *(row["number"] for row in rows))
    lines = [{name: name for name in names}]
    for feature in sorted(weights, key=lambda name: -weights[name] * rows[0]["features"][name]):
        values = {r["number"]: f"{r['features'][feature]:.2f} → {weights[feature] * r['features'][feature]:.2f}" for r in rows}
        lines.append({"feature": feature, "weight": f"{weights[feature]:.2f}", **values})
    lines.append({"feature": "score", "weight": "", **{row["number"]: f"{row['score']:.2f}" for row in rows}})
    parts = [columns(lines, names)]
    for mention in found.mentions:
        whose = f"（一般由{mention.authority}办理）" if mention.authority else ""
        parts.append(f"问句里的“{mention.word}”→ {mention.matter}{whose}")
    for row in rows:
        known = kb.index.likest(question, row["iri"])
        if known:
            parts.append(f"{row['number']} 最像的已知问句：{known}")
    return "\n".join(parts)
