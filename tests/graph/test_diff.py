"""What changed between two versions of a catalogue is said duty by duty, and nothing else."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import kg
import ontology
from kg import diff, minted, pipeline
from kg.names import Names
from kg.records import Catalogue
from kg.triples import lines
from tests.catalogues import office, render

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A catalogue, and a later version with one change of each kind."""
    folder = tmp_path_factory.mktemp("versions")
    body = render.load_body("shiqiao-water")
    one, two, three, four, five = body["duties"]
    later = {
        **body,
        "duties": [
            {**one, "name": "负责全镇供水工程建设"},
            {**two, "fields": {**two["fields"], "实施机构": "工程股"}},
            {**three, "fields": {**three["fields"], "法定依据": "《中华人民共和国水法》第五十条"}},
            {**five, "number": "2.9"},
            {**four, "number": "2.8", "name": "开展节水宣传"},
        ],
    }
    paths = folder / "old.txt", folder / "new.txt"
    for path, content in zip(paths, (body, later), strict=True):
        path.write_bytes(render.render(content).data)
    return paths


def test_every_change_is_named(versions: tuple[Path, Path], inside: Run) -> None:
    """Renamed, moved, on another basis, renumbered, added, removed: each once, with the values before and after."""
    done = inside("diff", *versions, "--format", "json")
    found = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert [change["kind"] for change in found] == ["renamed", "moved", "basis", "renumbered", "added", "removed"]
    assert found[0]["new"] == "负责全镇供水工程建设"
    assert found[1]["new"] == "工程股"
    assert found[2]["new"] == "《中华人民共和国水法》第五十条"
    assert found[3]["new"] == "2.9"


def test_a_number_given_away_is_no_new_name(tmp_path: Path) -> None:
    """Without the second of five the others moved up: that read as two new names, moved departments, and the last one gone."""
    body = render.load_body("shiqiao-water")
    first, second, *others = body["duties"]
    numbers = [second["number"], *(duty["number"] for duty in others)]
    later = {**body, "duties": [first, *({**duty, "number": n} for duty, n in zip(others, numbers, strict=False))]}
    old, new = (read(tmp_path, content) for content in (body, later))
    found = diff.changes(old, new)
    assert [(c.kind, c.old, c.new) for c in found[:-1]] == [
        ("renumbered", was, now) for was, now in zip(numbers[1:], numbers, strict=False)
    ]
    assert (found[-1].kind, found[-1].number, found[-1].name) == ("removed", second["number"], second["name"])


def test_a_sub_item_is_named(tmp_path: Path) -> None:
    """One of three sub-items gone, one worded anew: both are named, and the third says nothing."""
    rows = [["1", "发证", part, "审批科"] for part in ("甲类企业许可", "乙类企业许可", "个体户备案登记")]
    paths = []
    for name, listed in (("old", rows), ("new", [["1", "发证", "甲类企业的许可", "审批科"], rows[1]])):
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_bytes(office.power_list("某局清单", ("职权编码", "职权名称", "子项", "承办机构"), listed, "csv"))
    found = diff.changes(*map(pipeline.read, paths))
    assert [(c.kind, c.subitem, c.old, c.new) for c in found] == [
        ("renamed", "甲类企业的许可", "发证（甲类企业许可）", "发证（甲类企业的许可）"),
        ("removed", "个体户备案登记", "发证（个体户备案登记）", ""),
    ]


def test_a_change_set_leads_from_one_base_to_the_next(tmp_path: Path) -> None:
    """Renumbered duties kept their IRIs in the change set, and `build --replace` gave them those of their numbers: applied to the old base it gave another
    graph than that of the new one. A new name left the old one in the field, new words of a clause the old quotation. Now both are one graph to the triple,
    but for where things stand in the document; and what another body says of the same law stays.
    """
    rows = [
        ("1", "渡口设置审批", "《柳坪县渡口规定》第五条：“设置渡口应当经审批。”", "渡口管理股"),
        ("2", "渡船检查", "《柳坪县渡口规定》第九条", "执法队"),
        ("3", "水上应急演练", "《柳坪县渡口规定》第十二条", "应急股"),
        ("4", "航道养护", "《柳坪县航道规定》第三条", "航道股"),
        ("5", "码头收费备案", "《柳坪县航道规定》第八条", "财务股"),
    ]
    later = [
        ("1", "渡口设置审批", "《柳坪县渡口规定》第五条：“设置、撤销渡口应当经审批。”", "渡口管理股"),
        ("2", "水上应急演练", "《柳坪县渡口规定》第十二条", "应急股"),
        ("3", "渡船安全检查", "《柳坪县渡口规定》第九条", "执法队"),
        ("4", "内河船员培训", "《柳坪县船员规定》第二条", "船员股"),
        ("5", "航道养护", "《柳坪县航道规定》第三条", "航道股"),
    ]
    for name, title, listed in (
        ("old", "柳坪县交通运输局", rows),
        ("new", "柳坪县交通运输局", later),
        ("other", "苇河县交通运输局", rows[2:]),
    ):
        text = "\n".join(map(",".join, listed))
        (tmp_path / f"{name}.csv").write_text(f"{title}权责清单\n序号,职权名称,实施依据,承办科室\n{text}\n", "utf-8")
    about, base = tmp_path / "about.toml", tmp_path / "base"
    about.write_text('[catalogue]\nslug = "liuping"\npublisher = "柳坪县交通运输局"\naliases = ["县交通局"]\n', "utf-8")
    kg.build([tmp_path / "old.csv", tmp_path / "other.csv"], about=about, into=base)
    versions = minted.versions(*(pipeline.read(tmp_path / f"{name}.csv") for name in ("old", "new")), base)
    changes = diff.rdf(*versions)
    before = published(base)
    kg.build([tmp_path / "new.csv"], into=base, how="replace")
    assert versions[0][1].catalogue_slug == "liuping"
    reasons = [
        t.object.value for t in ox.parse(changes, format=ox.RdfFormat.TURTLE) if t.predicate.value.endswith("#changeReason")
    ]
    assert reasons == ["其他内容变动：实施依据", "改号：3 → 2", "改号：2 → 3", "改名", "新增", "改号：4 → 5", "取消"]
    assert applied(before, changes) >= published(base)
    own = {one for one in applied(before, changes) if "/cat/liuping" in one[0]}
    assert own == {one for one in published(base) if "/cat/liuping" in one[0]}
    assert len(own) > 200


CONTENT = {"运行流程": "申请，勘察，批准", "运行要件": "申请表", "责任事项": "按期办结。", "监督方式": "监督电话：0591-1234567"}


def test_other_content_is_named(tmp_path: Path, inside: Run) -> None:
    """Another workflow, answerability or telephone was 没有变动; each is a change with its field, and the change set holds it."""
    body = render.load_body("shiqiao-water")
    _, second, *_ = body["duties"]
    later = {**body, "duties": [{**d, "fields": {**d["fields"], **(CONTENT if d is second else {})}} for d in body["duties"]]}
    old, new = (read(tmp_path, content) for content in (body, later))
    found = diff.changes(old, new)
    assert [(c.kind, c.number, c.field, c.new) for c in found] == [("content", second["number"], *one) for one in CONTENT.items()]
    assert [c.old for c in found] == [second["fields"][label] for label in CONTENT]
    was, now = minted.versions(old, new, tmp_path)
    assert applied(told(*was), diff.rdf(was, now)) == told(*now)
    (tmp_path / "old.txt").write_bytes(render.render(body).data)
    said = inside("diff", tmp_path / "old.txt", tmp_path / "body.txt").stdout
    assert f"其他内容变动 {second['number']} 监督方式：" in said
    assert "没有变动" not in said


def test_a_main_responsibility_in_other_words_is_told_once(tmp_path: Path) -> None:
    """Its duties go on as they were: the first of them says what it reads now."""
    body = render.load_body("shiqiao-water")
    first, *others = body["responsibilities"]
    later = {**body, "responsibilities": [{**first, "text": "负责全镇供水和节水。"}, *others]}
    old, new = (read(tmp_path, content) for content in (body, later))
    assert [(c.kind, c.field, c.new) for c in diff.changes(old, new)] == [("content", "主要职责", "负责全镇供水和节水。")]
    printed = diff.rdf(*minted.versions(old, new, tmp_path)).decode()
    assert printed.count("负责全镇供水和节水。") == 1
    assert "其他变动" not in printed


def test_another_duty_under_a_kept_number(tmp_path: Path) -> None:
    """Another name and another department were a new name and a move; the rest of the fields is what every table of the body says."""
    body = render.load_body("shiqiao-water")
    _, second, *_ = body["duties"]
    fields = {**second["fields"], "实施机构": "财务股"}
    later = {**body, "duties": [{**d, "name": "核算机关经费", "fields": fields} if d is second else d for d in body["duties"]]}
    found = diff.changes(*(read(tmp_path, content) for content in (body, later)))
    assert [(c.kind, c.number, c.name) for c in found] == [
        ("added", second["number"], "核算机关经费"),
        ("removed", second["number"], second["name"]),
    ]


def test_punctuation_is_no_new_name(tmp_path: Path, inside: Run) -> None:
    """Half-width commas and a full stop left out gave a new name each; they are said in one line. 3.1 is not 31."""
    body = render.load_body("shiqiao-water")
    names = ["负责供水、排水管理。", "维护3.1号泵站", *(d["name"] for d in body["duties"][2:])]
    body = {**body, "duties": [{**d, "name": name} for d, name in zip(body["duties"], names, strict=True)]}
    paths = []
    for n, swap in enumerate((("、", "、"), ("、", "，"), ("3.1", "31"))):
        duties = [{**d, "name": d["name"].replace(*swap).removesuffix("。" if n else "\0")} for d in body["duties"]]
        paths.append(tmp_path / f"{n}.txt")
        paths[-1].write_bytes(render.render({**body, "duties": duties}).data)
    said = inside("diff", *paths[:2]).stdout.splitlines()
    assert said[0] == "职责没有变动。"
    assert said[1].endswith("处只有标点或全角半角不同。")
    assert [c.kind for c in diff.changes(*map(pipeline.read, paths[1:]))] == ["renamed"]


def applied(graph: set[tuple[str, ...]], changes: bytes) -> set[tuple[str, ...]]:
    """A graph after a change set; what is removed was there, what is added was not, unless another body says it too."""
    triples = list(ox.parse(changes, format=ox.RdfFormat.TURTLE))
    said = {(t.subject.value, t.predicate.value.rpartition("#")[2]): t.object for t in triples}
    for part in ("removal", "addition"):
        for node in [t.object.value for t in triples if t.predicate.value.endswith(f"#{part}")]:
            triple = tuple(str(said[node, key]) for key in ("subject", "predicate", "object"))
            assert "/cat/" not in triple[0] or (triple in graph) == (part == "removal")
            graph = graph - {triple} if part == "removal" else graph | {triple}
    return graph


def told(catalogue: Catalogue, names: Names) -> set[tuple[str, ...]]:
    """What the graph of a version says of its duties, but for where it stands in the document."""
    quads = ox.parse(b"".join(lines(catalogue, names)), format=ox.RdfFormat.N_QUADS)
    return stated(quads)


def published(base: Path) -> set[tuple[str, ...]]:
    """What a base says of duties, but for where it stands in documents."""
    return stated(ox.parse(kg.load(base).export("nquads"), format=ox.RdfFormat.N_QUADS))


def stated(quads: Iterable[ox.Quad]) -> set[tuple[str, ...]]:
    """The triples of the graphs of data and of what is shared, but for those that lead to cells."""
    places = {ontology.expand("prov:wasDerivedFrom"), ontology.expand("duty:informationTable")}
    graphs = ("/graph/data>", "/graph/shared>")
    return {
        (str(q.subject), str(q.predicate), str(q.object))
        for q in quads
        if str(q.graph_name).endswith(graphs) and q.predicate.value not in places
    }


def test_the_command_prints_it(versions: tuple[Path, Path], inside: Run) -> None:
    """--format turtle gives change sets without blank nodes; the text names every change."""
    triples = list(ox.parse(inside("diff", *versions, "--format", "turtle").stdout.encode(), format=ox.RdfFormat.TURTLE))
    kinds = [t.object.value.rpartition("#")[2] for t in triples if t.predicate.value.endswith("#type")]
    assert kinds.count("ChangeSet") == 6
    assert not any(isinstance(t.subject, ox.BlankNode) for t in triples)
    assert "改由其他机构承担" in inside("diff", *versions).stdout


def read(folder: Path, content: dict[str, Any]) -> Catalogue:
    """An invented body, written as text and read."""
    path = folder / "body.txt"
    path.write_bytes(render.render(content).data)
    return pipeline.read(path)


def test_a_lost_value_has_not_moved(tmp_path: Path, inside: Run) -> None:
    """A department that the later version no longer names read as the one to which the duty had gone: 改由其他机构承担 5.3：青少年体育处."""
    for name, section, basis in (("old", "渡口管理股", "《柳坪县渡口管理办法》第五条"), ("new", "", "")):
        row = f"1,渡口设置审批,{basis},{section}\n2,渡船检查,《柳坪县渡口管理办法》第九条,执法队\n"
        (tmp_path / f"{name}.csv").write_text(f"柳坪县权责清单\n序号,职权名称,实施依据,承办科室\n{row}", "utf-8")
    done = inside("diff", tmp_path / "old.csv", tmp_path / "new.csv")
    assert done.stdout.splitlines()[:2] == [
        "实施机构变动 1：渡口管理股 → （无）",
        "依据变动 1：《柳坪县渡口管理办法》第五条 → （无）",
    ]
    back = inside("diff", tmp_path / "new.csv", tmp_path / "old.csv").stdout
    assert back.startswith("实施机构变动 1：（无） → 渡口管理股\n")


def test_nothing_changed(versions: tuple[Path, Path], inside: Run) -> None:
    """A document compared with itself has no change; a missing one is an input error."""
    assert inside("diff", versions[0], versions[0]).stdout == "没有变动。\n"
    assert inside("diff", versions[0], versions[0].with_name("none.txt")).returncode == 3


def test_another_number_of_what_all_duties_rest_on_is_told_once(tmp_path: Path, inside: Run) -> None:
    """A new 三定 with another 文号 was 其他内容变动 of 法定依据, once a duty; it is their basis that has changed, and it is one change."""
    rows = [(n, f"第{n}项{what}", f"{what}科") for n, what in enumerate(("档案整理", "水库检查", "道路养护"), 1)]
    for name, number in (("old", "柳委办发〔2019〕31号"), ("new", "柳委办发〔2026〕8号")):
        lines = [f"{n},{title},《柳坪县某局职能配置规定》（{number}）第三条第{n}款,{who}" for n, title, who in rows]
        (tmp_path / f"{name}.csv").write_text("柳坪县某局权责清单\n序号,职权名称,实施依据,承办科室\n" + "\n".join(lines), "utf-8")
    old, new = (pipeline.read(tmp_path / f"{name}.csv") for name in ("old", "new"))
    assert {(one.kind, one.what) for one in diff.changes(old, new)} == {("basis", "依据变动")}
    said = inside("diff", tmp_path / "old.csv", tmp_path / "new.csv").stdout.splitlines()
    assert said == [
        "依据变动 3 项（1、2、3）：《柳坪县某局职能配置规定》（柳委办发〔2019〕31号） → 《柳坪县某局职能配置规定》（柳委办发〔2026〕8号）"
    ]


def test_a_split_and_a_merger_are_hinted_at(tmp_path: Path, inside: Run) -> None:
    """9.2 cut in two was a new name and an added duty, two duties made one a new name and a removed one. Where the words of a name or of what a duty
    answers for show it, the line says so; a new duty that only sounds like another, or that another still covers, has no hint."""
    old = [
        ("1", "开展渡口经营秩序和消防安全检查", "检查结果公开", "执法队"),
        ("2", "编制渡口规划", "规划按期报批", "规划股"),
        ("3", "组织渡口评定和建档", "档案归档完整", "规划股"),
        ("4", "船员管理", "每季度组织船员安全培训一次。建立船员信用档案并及时更新。", "船员股"),
        ("5", "水上搜救和航标维护", "险情及时报告", "应急股"),
        ("6", "船舶登记", "按期发证", "船舶股"),
    ]
    new = [
        ("1", "开展渡口经营秩序检查", "检查结果公开", "执法队"),
        ("2", "编制渡口规划，组织渡口评定和建档", "规划按期报批", "规划股"),
        ("4", "船员管理", "每季度组织船员安全培训一次。", "船员股"),
        ("6", "船舶登记", "按期发证", "船舶股"),
        ("7", "开展渡口消防安全检查", "隐患整改闭环", "执法队"),
        ("8", "诚信体系建设", "建立船员信用档案并及时更新。", "法规股"),
        ("9", "水上搜救", "险情及时报告", "应急股"),
        ("10", "航标维护", "完好率达标", "航标股"),
        ("11", "船舶登记档案抽查", "按期抽查", "法规股"),
    ]
    for name, rows in (("old", old), ("new", new)):
        text = "\n".join(map(",".join, (("序号", "职权名称", "责任事项", "承办科室"), *rows)))
        (tmp_path / f"{name}.csv").write_text(f"柳坪县渡口管理所权责清单\n{text}\n", "utf-8")
    paths = tmp_path / "old.csv", tmp_path / "new.csv"
    there, back = diff.changes(*map(pipeline.read, paths)), diff.changes(*map(pipeline.read, paths[::-1]))
    assert [(c.number, c.hint) for c in there if c.kind in ("added", "removed")] == [
        ("7", "可能拆自 1"),
        ("8", "可能拆自 4"),
        ("9", "可能拆自 5"),
        ("10", "可能拆自 5"),
        ("11", ""),
        ("3", "可能并入 2"),
        ("5", "可能拆为 9、10"),
    ]
    assert [(c.number, c.hint) for c in back if c.kind in ("added", "removed") and c.number in "357"] == [
        ("3", "可能拆自 2"),
        ("5", "可能合自 9、10"),
        ("7", "可能并入 1"),
    ]
    said = inside("diff", *paths).stdout
    assert "新增 7：开展渡口消防安全检查（可能拆自 1）\n" in said
    listed = json.loads(inside("diff", *paths, "--format", "json").stdout)
    assert [one["related"] for one in listed if one["number"] == "7"] == [["1"]]
    assert "新增（可能拆自 1）" in inside("diff", *paths, "--format", "turtle").stdout
