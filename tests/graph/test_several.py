"""Several catalogues in one base: added, replaced, removed, each in graphs of its own, the others untouched."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import about, carried, names, pipeline, succession
from kg.errors import SourceError, UsageError
from kg.records import About, Body
from kg.web import views
from tests.catalogues import office, render

Run = Callable[..., "subprocess.CompletedProcess[str]"]
HERE = Path(__file__).parents[1] / "catalogues"
WATER = "shi-qiao-zhen-shui-li-zhan-zhi-ze-mu-lu"
_DOCUMENTS = "SELECT DISTINCT ?d ?n { ?d a eli:LegalResource OPTIONAL { ?d eli:id_local ?n } }"
QUAKE = "yun-lan-qu-ying-ji-guan-li-ju-zhi-ze-mu-lu"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two invented bodies as Word and Excel files, and a second version of one."""
    folder = tmp_path_factory.mktemp("bodies")
    water, quake = (render.load_body(name) for name in ("shiqiao-water", "yunlan-emergency"))
    made = {"water.docx": office.docx(render.build(water)), "quake.xlsx": office.xlsx(render.build(quake))}
    newer = render.build({**water, "duties": water["duties"][:-1]})
    made["newer.xlsx"] = office.xlsx(newer)
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in made}


@pytest.fixture
def base(untaught_folder: Path, tmp_path: Path) -> Path:
    """A base of the bundled catalogue, without its questions, that may be changed."""
    return Path(shutil.copytree(untaught_folder, tmp_path / "base"))


def graphs(base: Path, slug: str) -> set[str]:
    """The quads of a catalogue's graphs."""
    store = kg.load(base).store
    return {str(quad) for graph in store.graphs() if f"/id/cat/{slug}/" in graph for quad in store.quads(graph)}


def slugs(base: Path) -> list[str]:
    """The catalogues of a base."""
    return [entry["slug"] for entry in kg.load(base).manifest["catalogues"]]


def test_add_replace_remove(base: Path, files: dict[str, Path], inside: Run) -> None:
    """Each step changes one catalogue; the quads, links and answers of the others stay the same."""
    before = graphs(base, "binhai-ftu")
    asked = kg.load(base).ask("车间粉尘呛得慌")
    assert inside("build", "--add", files["water.docx"], files["quake.xlsx"], "--base", base, "-q").returncode == 0
    assert slugs(base) == ["binhai-ftu", WATER, QUAKE]
    quake = graphs(base, QUAKE)
    done = inside("build", "--add", files["water.docx"], "--base", base, "-q")
    assert (done.returncode, WATER in done.stderr) == (3, True)
    assert inside("build", "--replace", files["newer.xlsx"], "--base", base, "-q").returncode == 0
    counted = {entry["slug"]: entry["duties"] for entry in kg.load(base).manifest["catalogues"]}
    assert counted == {"binhai-ftu": 57, QUAKE: 18, WATER: 4}
    assert graphs(base, QUAKE) == quake
    assert inside("build", "--remove", QUAKE, "--base", base, "-q").returncode == 0
    assert slugs(base) == ["binhai-ftu", WATER]
    assert graphs(base, QUAKE) == set()
    assert graphs(base, "binhai-ftu") == before
    again = kg.load(base).ask("车间粉尘呛得慌")
    assert [d.number for d in again.duties[:1]] == [d.number for d in asked.duties[:1]]
    assert kg.load(base).ask("1.1", catalogue=WATER).duties[0].catalogue == WATER


def test_what_a_build_drops_is_said(base: Path, files: dict[str, Path], inside: Run) -> None:
    """A second catalogue built without --add put the first away, and two builds later off the disk, without a word. A base whose `current` is broken
    told its reader to build, and build refused with the same words: all that is built anew needs nothing of what was there."""
    done = inside("build", files["water.docx"], "--base", base)
    assert slugs(base) == [WATER]
    title = "滨海新区总工会职责目录"
    assert [
        line
        for line in done.stderr.splitlines()
        if "不再包含" in line and title in line and "（binhai-ftu）" in line and "--add" in line
    ]
    assert "已替换原有的全部内容" in done.stderr
    before = done.stderr.partition("的内容改回“")[2].partition("”")[0]
    assert (base / before.partition(" ")[0] / "MANIFEST.json").is_file()
    now = (base / "current").read_text("utf-8")
    (base / "current").write_text(before, "utf-8")
    assert slugs(base) != [WATER]
    (base / "current").write_text(now, "utf-8")
    assert "不再包含" not in inside("build", files["water.docx"], "--base", base).stderr
    for broken in ("garbage", "", "gen-9 00"):
        (base / "current").write_text(broken, "utf-8")
        assert inside("build", "--add", files["quake.xlsx"], "--base", base).returncode == 4
    assert inside("build", files["water.docx"], "--base", base, "-q").returncode == 0
    assert slugs(base) == [WATER]


def test_what_cannot_be_is_refused(base: Path, files: dict[str, Path], inside: Run) -> None:
    """Replacing what is not there, removing what is not there or everything, two ways at once: a message, and nothing changes."""
    for code, arguments in (
        (3, ["--replace", files["water.docx"]]),
        (2, ["--remove", "nobody"]),
        (2, ["--remove", "binhai-ftu"]),
        (2, ["--add", "--remove", "binhai-ftu"]),
        (2, ["--add"]),
    ):
        done = inside("build", *arguments, "--base", base, "-q")
        assert (done.returncode, "→" in done.stderr or "只能" in done.stderr) == (code, True), done.stderr
    assert slugs(base) == ["binhai-ftu"]


def test_one_bad_file_does_not_stop_the_others(base: Path, files: dict[str, Path], tmp_path: Path, inside: Run) -> None:
    """--keep-going builds from what can be read, names each file left out with the reason, and ends with 3.

    A catalogue given twice or there already, and one bad --about, ended the whole batch.
    """
    bad, told = tmp_path / "bad.docx", tmp_path / "bad.toml"
    bad.write_bytes(b"%PDF-1.7\n")
    told.write_text("[catalogue]\nslug = '..'\n", "utf-8")
    water = files["water.docx"]
    batch = [files["quake.xlsx"], bad, water, water, about.bundled() / "source.txt", tmp_path / "none.txt"]
    done = inside("build", "--add", "--keep-going", *batch, "--about", told, "--base", base, "-q")
    assert done.returncode == 3
    for words in ("bad.toml: ", "bad.docx: ", "water.docx: 与 ", "source.txt: 知识库里已有目录 binhai-ftu", "none.txt: "):
        assert words in done.stderr
    assert slugs(base) == ["binhai-ftu", WATER]


def test_a_slug_that_another_body_has_is_no_reason_to_replace_it(
    base: Path, files: dict[str, Path], tmp_path: Path, inside: Run
) -> None:
    """Whoever gave the slug of another body's catalogue by mistake was told to use --replace, which would have thrown that one away."""
    told = tmp_path / "told.toml"
    told.write_text("[catalogue]\nslug = 'binhai-ftu'\n", "utf-8")
    for more in ([], ["--keep-going"]):
        done = inside("build", "--add", files["water.docx"], "--about", told, "--base", base, "-q", *more)
        assert done.returncode == 3
        assert done.stderr.startswith(f"错误：{told}: slug binhai-ftu 已用于知识库里的另一份目录（滨海新区总工会")
        assert "另写一个 slug" in done.stderr
    done = inside("build", "--add", about.bundled() / "source.txt", "--about", told, "--base", base, "-q")
    assert (done.returncode, "请用 --replace" in done.stderr) == (3, True)
    assert slugs(base) == ["binhai-ftu"]


def listed(path: Path, department: str, duties: int) -> Path:
    """A list titled 权责清单, which says nothing of its body."""
    rows = ["序号,名称,实施机构", *(f"{n},负责第{n}类{department}事务的管理,{department}" for n in range(1, duties + 1))]
    path.write_text("权责清单\n" + "\n".join(rows), "utf-8")
    return path


def test_a_new_version_takes_the_place_of_its_own_body(tmp_path: Path, inside: Run) -> None:
    """Two bodies call their lists 权责清单. --replace with the one put it in place of the other's, without a word: the title was all it went by."""
    base = tmp_path / "base"
    for name, body, duties in (("roads", "甲山县交通局", 3), ("crops", "甲山县农业局", 4)):
        told = tmp_path / f"{name}.toml"
        told.write_text(f"[catalogue]\nslug = '{name}'\npublisher = '{body}'\n", "utf-8")
        source = listed(tmp_path / f"{name}.csv", f"{body[3]}科", duties)
        assert inside("build", "--add", source, "--about", told, "--base", base, "-q").returncode == 0
    done = inside("build", "--replace", listed(tmp_path / "roads.csv", "交科", 5), "--base", base)
    assert "替换了 roads（甲山县交通局，roads.csv，3 项）：改为 roads.csv，5 项" in done.stderr
    counted = {entry["slug"]: entry["duties"] for entry in kg.load(base).manifest["catalogues"]}
    assert counted == {"roads": 5, "crops": 4}
    done = inside("build", "--replace", listed(tmp_path / "new.csv", "交科", 6), "--base", base)
    assert (done.returncode, "有几份" in done.stderr, "crops（甲山县农业局" in done.stderr) == (3, True, True)
    (tmp_path / "body.toml").write_text("[catalogue]\npublisher = '甲山县农业局'\n", "utf-8")
    done = inside("build", "--replace", tmp_path / "new.csv", "--about", tmp_path / "body.toml", "--base", base)
    assert "替换了 crops（" in done.stderr
    assert inside("build", "--remove", "crops", "--base", base, "-q").returncode == 0
    done = inside("build", "--replace", listed(tmp_path / "other.csv", "林科", 2), "--base", base)
    assert (done.returncode, "另一个机构" in done.stderr) == (3, True)


def test_a_new_version_keeps_what_was_said_of_the_body(tmp_path: Path, inside: Run) -> None:
    """--replace without --about forgot publisher, short forms, area, date and licence of the version before, without a word."""
    base, told = tmp_path / "base", tmp_path / "told.toml"
    told.write_text(
        "[catalogue]\nslug = 'roads'\npublisher = '甲山县交通局'\naliases = ['县交通局', '交运局']\nkind = '政府部门'\n"
        "area = '甲山县'\nissued = 2024-05-06\nlicence = '公开'\n[[catalogue.superiors]]\nname = '乙江市交通委'\naliases = ['市交通委']\n",
        "utf-8",
    )
    (tmp_path / "questions.jsonl").write_text('{"duty": "1", "question": "修路找谁"}\n', "utf-8")
    source = listed(tmp_path / "roads.csv", "交科", 3)
    assert inside("build", source, "--about", told, "--base", base, "-q").returncode == 0
    before = succession.formers(base)[0].about
    done = inside("build", "--replace", listed(source, "交科", 4), "--base", base)
    for words in ("沿用", "甲山县交通局", "县交通局、交运局", "发布日期 2024-05-06", "许可 公开", "乙江市交通委", "没有沿用"):
        assert words in done.stderr
    assert succession.formers(base)[0].about == before
    assert (before.kind, before.superiors) == ("政府部门", (Body("乙江市交通委", ("市交通委",)),))
    (tmp_path / "told.toml").write_text("[catalogue]\nslug = 'roads'\narea = '甲山'\n", "utf-8")
    assert "沿用" not in inside("build", "--replace", source, "--about", told, "--base", base).stderr
    assert [(row["area"], "issued" in row) for row in kg.load(base).about()] == [("甲山", False)]


def test_the_same_department_in_two_bodies_is_two(files: dict[str, Path], tmp_path: Path) -> None:
    """办公室 of one body and of another have different IRIs, and `--catalogue` narrows to one."""
    base = kg.build([files["water.docx"], files["quake.xlsx"]], into=tmp_path / "base")
    rows = base.store.select("SELECT DISTINCT ?d ?n { ?d a org:OrganizationalUnit ; skos:prefLabel ?n ; org:unitOf ?o }")
    iris = [row["d"] for row in rows]
    assert len(iris) == len(set(iris)) > 5
    assert all(WATER in iri or QUAKE in iri for iri in iris)
    with pytest.raises(UsageError):
        base.ask("灌溉", catalogue="nobody")


def test_a_mapping_explains_other_labels(tmp_path: Path, inside: Run) -> None:
    """--mapping makes an unknown header readable; the labels stay those of the source; a bad mapping is an input error, a label that no document has is told."""
    path, mapping = tmp_path / "list.xlsx", tmp_path / "my.yml"
    rows = [["1", "负责甲乙", "《某法》第一条", "办公室"]]
    path.write_bytes(office.power_list("某局清单", ("序号", "工作内容", "政策出处", "归口"), rows, "xlsx"))
    assert inside("build", path, "--base", tmp_path / "b", "-q").returncode == 3
    mapping.write_text("名称: [工作内容, 工做内容]\n政策出处: 法定依据\n归口: department\n", encoding="utf-8")
    done = inside("build", path, "--mapping", mapping, "--base", tmp_path / "b")
    assert f"栏名对照中没有用上的：工做内容（没有哪张信息表或清单有这样的栏，请核对 {mapping}）" in done.stderr
    assert done.returncode == 0, done.stderr
    shown = kg.load(tmp_path / "b").store.select("SELECT ?n { ?d a duty:DutyItem ; duty:implementedBy/skos:prefLabel ?n }")
    assert [row["n"] for row in shown] == ["办公室"]
    mapping.write_text("[1, 2", encoding="utf-8")
    assert inside("build", path, "--mapping", mapping, "--base", tmp_path / "b", "-q").returncode == 3


def test_adding_twice_through_the_api_is_refused(files: dict[str, Path], tmp_path: Path) -> None:
    """kg.build(how="add") refuses a catalogue that is there."""
    kg.build([files["water.docx"]], into=tmp_path / "base")
    with pytest.raises(SourceError, match="已有目录"):
        kg.build([files["water.docx"]], into=tmp_path / "base", how="add")


def test_what_nobody_says_about_a_catalogue(files: dict[str, Path], tmp_path: Path, inside: Run) -> None:
    """Without --about one info finding of the base says what is missing, and the build names it; a date given is shown in answers."""
    done = inside("build", files["water.docx"], "--base", tmp_path / "base")
    assert "未注明：发布日期、适用区域、许可、来源" in done.stderr
    (found,) = json.loads(inside("check", "--base", tmp_path / "base", "--format", "json").stdout)
    assert (found["code"], found["severity"], found["source"]) == ("about-missing", "info", {"path": "water.docx"})
    assert "依据《石桥镇水利站职责目录》（发布日期未注明）" in str(kg.load(tmp_path / "base").ask("1.1是谁负责"))
    about = tmp_path / "catalogue.toml"
    about.write_text('[catalogue]\nissued = "2024-05-06"\n', encoding="utf-8")
    done = inside("build", files["water.docx"], "--about", about, "--base", tmp_path / "base")
    assert "未注明：适用区域、许可、来源" in done.stderr
    assert json.loads(inside("check", "--base", tmp_path / "base", "--format", "json").stdout) == []
    assert "依据《石桥镇水利站职责目录》（2024-05-06 发布）" in str(kg.load(tmp_path / "base").ask("1.1是谁负责"))


def test_answers_of_several_name_the_body(files: dict[str, Path], tmp_path: Path) -> None:
    """In a base of several catalogues the text of an answer puts the body before its department; of one it does not."""
    both = kg.build([files["water.docx"], files["quake.xlsx"]], into=tmp_path / "both")
    one = kg.build([files["water.docx"]], into=tmp_path / "one")
    first = both.ask("1.1是谁负责", catalogue=WATER)
    department = "、".join(first.duties[0].departments)
    assert str(first).splitlines()[0] == f"石桥镇水利站 {department}"
    assert str(one.ask("1.1是谁负责")).splitlines()[0] == department


def test_one_title_with_two_numbers_is_two_documents(tmp_path: Path) -> None:
    """《赛事管理办法》 of 2019 and of 2022 were one node with two numbers, and `impact` offered the same line twice whatever one typed, even its IRI.
    The IRI of the title stays with whoever had it, or comes first by slug; in whatever order files are given, and after a rebuild, the IRIs are the same."""
    bodies = {"柳坪县体育局": "第25号", "苇河县体育局": "第31号", "芦台县体育局": "第 31 号", "莲塘县体育局": ""}
    for body, number in bodies.items():
        told = f"（体育总局令{number}）" if number else ""
        row = f"1,{body[:2]}赛事检查,《赛事管理办法》{told}第四十条,竞赛科\n"
        (tmp_path / f"{body}.csv").write_text(f"{body}权责清单\n序号,职权名称,实施依据,承办科室\n{row}", "utf-8")
    paths = [tmp_path / f"{body}.csv" for body in bodies]
    base, back = kg.build(paths, into=tmp_path / "base"), kg.build(paths[::-1], into=tmp_path / "back")
    assert base.export("nquads") == back.export("nquads")
    rows = {(row["d"], row.get("n", "")) for row in base.store.select(_DOCUMENTS)}
    title = "https://w3id.org/duty-kg/id/legal/sai-shi-guan-li-ban-fa-a7039c67"
    assert {iri for iri, _ in rows} == {title, f"{title}--31"}
    assert {number for iri, number in rows if iri == title} == {"体育总局令第25号"}
    assert [
        len(base.impacts(said))
        for said in ("《赛事管理办法》第四十条", f"{title}/art40", "《赛事管理办法》（体育总局令第31号）第四十条")
    ] == [2, 1, 1]
    assert len({one.clause.said for one in base.impacts("第四十条")}) == 2
    alone = tmp_path / "alone"
    kg.build([paths[1]], into=alone)
    pipeline.publish([pipeline.read(paths[0])], alone, how=carried.How.ADD)
    assert {(row["d"], row["n"][-4:]) for row in kg.load(alone).store.select(_DOCUMENTS)} == {
        (title, "第31号"),
        (f"{title}--25", "第25号"),
    }
    pipeline.publish([pipeline.read(path) for path in paths[:2]], alone)
    assert {(row["d"], row["n"][-4:]) for row in kg.load(alone).store.select(_DOCUMENTS)} == {
        (title, "第31号"),
        (f"{title}--25", "第25号"),
    }


def test_one_title_with_two_numbers_in_one_catalogue(tmp_path: Path) -> None:
    """The first has the IRI of the title, as a citation without a number; the second has its own, and keeps it when the rows change places."""
    cited = ("《营业规则》第二条", "《营业规则》（发改委令第14号）第三条", "《营业规则》（发改委令第41号）第三条")
    rows = [f"{n},第{n}项审批,{basis},审批科\n" for n, basis in enumerate(cited, 1)]
    for name, order in (("old", rows), ("new", rows[::-1])):
        (tmp_path / f"{name}.csv").write_text("柳坪县权责清单\n序号,职权名称,实施依据,承办科室\n" + "".join(order), "utf-8")
    title, found = "https://w3id.org/duty-kg/id/legal/ying-ye-gui-ze-d22dfbb6", []
    for name in ("old", "new"):
        base = kg.build([tmp_path / f"{name}.csv"], into=tmp_path / "base")
        found.append({(row["d"], row["n"]) for row in base.store.select(_DOCUMENTS)})
    assert found == [{(title, "发改委令第14号"), (f"{title}--41", "发改委令第41号")}] * 2


def test_what_several_bodies_say_is_one_triple(tmp_path: Path) -> None:
    """Two bodies that cite one law counted its duties twice, and six named queries listed rows twice: the law's title stood in both their graphs.
    Now it stands in a graph of what is shared, which --remove and --replace leave with what the others say, and with nothing else."""
    laws = ("《河湖管护条例》（省令第9号）第二条第一款", "《河湖管护条例》第三条", "《渡口规定》第五条")
    paths = []
    for body, cited in (("柳坪县水利局", laws[:1]), ("苇河县水利局", laws[1:]), ("芦台县水利局", (laws[1], laws[0]))):
        rows = "".join(f"{n},{body[:2]}第{n}项河道检查,{basis},河湖科\n" for n, basis in enumerate(cited, 1))
        paths.append(tmp_path / f"{body}.csv")
        paths[-1].write_text(f"{body}权责清单\n序号,职权名称,实施依据,承办科室\n{rows}", "utf-8")
    base = kg.build(paths, into=tmp_path / "base")
    rows = list(base.store.select("SELECT ?s ?p ?o { ?s ?p ?o }"))
    assert len(rows) == len({tuple(row.values()) for row in rows}) == len(base.store) == len(base.export("ntriples").splitlines())
    counted = "SELECT ?t (COUNT(?d) AS ?n) { ?d duty:citation/duty:citesDocument/dct:title ?t } GROUP BY ?t ORDER BY ?t"
    assert [(row["t"], row["n"]) for row in base.store.select(counted)] == [("河湖管护条例", "4"), ("渡口规定", "1")]
    cited = {duty.catalogue[:3]: duty.clauses[0].document_number for duty in base.ask("河道检查").duties if duty.number == "1"}
    assert cited == {"liu": "省令第9号", "wei": "", "lu-": ""}
    for slug in [entry["slug"] for entry in base.manifest["catalogues"] if not entry["slug"].startswith("wei")]:
        pipeline.remove([slug], tmp_path / "base")
    left = kg.load(tmp_path / "base").export("nquads")
    assert left == kg.build([paths[1]], into=tmp_path / "alone").export("nquads")
    assert "省令第9号".encode() not in left
    assert base.export("nquads", catalogue=base.manifest["catalogues"][1]["slug"]).count("渡口规定".encode()) >= 1


def test_names_that_sound_alike_in_two_bodies(tmp_path: Path) -> None:
    """市容条例 of one body and 市融条例 of another had one IRI, made of the same pinyin: one law with two titles, and two issuers in one. Each has its own,
    the same in whatever order files are given and whatever else is in the base. What was public before keeps the one it had."""
    bodies = (("柳坪县城管局", "市容条例", "城事委"), ("苇河县金融局", "市融条例", "成事委"))
    for body, law, issuer in bodies:
        row = f"1,{law[:2]}检查,{issuer}《{law}》第三条,法规科"
        (tmp_path / f"{body}.csv").write_text(f"{body}权责清单\n序号,职权名称,实施依据,承办科室\n{row}\n", "utf-8")
        (tmp_path / f"{body}.toml").write_text(f'[catalogue]\n[[catalogue.superiors]]\nname = "{issuer}"\n', "utf-8")
    paths, told = sorted(tmp_path.glob("*.csv")), sorted(tmp_path.glob("*.toml"))
    base = kg.build(paths, about=told, into=tmp_path / "base")
    back = kg.build(paths[::-1], about=told[::-1], into=tmp_path / "back")
    assert base.export("nquads") == back.export("nquads")
    named = "SELECT ?d ?t { ?d a ?sort ; dct:title ?t VALUES ?sort { eli:LegalResource org:FormalOrganization } FILTER(!CONTAINS(STR(?d), '/id/cat/')) }"
    found = {row["t"]: row["d"] for row in base.store.select(named)}
    assert set(found) == {"市容条例", "市融条例", "城事委", "成事委"}
    assert len(set(found.values())) == 4
    for path, about_it in zip(paths, told, strict=True):
        alone = kg.build([path], about=about_it, into=tmp_path / path.stem)
        assert {row["t"]: row["d"] for row in alone.store.select(named)}.items() < found.items()
    plan = "天津市滨海新区总工会机关机构改革方案"
    assert names.stands_for_title(
        f"{names.BASE}/id/legal/tian-jin-shi-bin-hai-xin-qu-zong-gong-hui-ji-guan-ji-gou-gai-ge-fang-an", plan
    )


def test_offices_of_one_name_in_two_bodies(tmp_path: Path) -> None:
    """办公室 of five bodies came as five rows that nobody could tell apart, and as one bar of their sum on the page of the analysis. Each says its body now,
    in rows, lists, reading and JSON; a body that is asked of alone does not. What has most says how many, and shows its own duties, not those of others."""
    for body, offices in (
        ("柳坪县体育局", ["办公室", "办公室", "办公室", "群体科"]),
        ("苇河县水利局", ["办公室", "水政科", "水政科"]),
    ):
        rows = "".join(f"{n},第{n}项{body[3:5]}工作,{office}\n" for n, office in enumerate(offices, 1))
        (tmp_path / f"{body}.csv").write_text(f"{body}权责清单\n序号,职权名称,承办科室\n{rows}", "utf-8")
    base = kg.build(sorted(tmp_path.glob("*.csv")), into=tmp_path / "base")
    ours, theirs = "办公室（柳坪县体育局）", "办公室（苇河县水利局）"
    each = base.ask("每个部门各有几项职责").json()
    assert sorted(each["answer"]["value"]) == [[ours, 3], [theirs, 1], ["水政科", 2], ["群体科", 1]]
    assert {ours, theirs} <= {place["name"] for place in each["departments"]}
    most = base.ask("哪个部门职责最多")
    assert most.answer == {"type": "departments", "value": [ours]}
    assert [place["name"] for place in most.departments] == [ours]
    assert most.reading.endswith(f"；{ours}有 3 项")
    assert {duty.departments for duty in most.duties} == {("办公室",)}
    assert sorted(base.ask("有哪些部门").answer["value"]) == [ours, theirs, "水政科", "群体科"]
    both = base.ask("办公室有几项职责")
    assert (both.answer["value"], both.reading.partition("；其中")[2]) == (4, "柳坪县体育局 3、苇河县水利局 1")
    assert base.ask("柳坪县体育局哪个部门职责最多").answer["value"] == ["办公室"]
    assert views.counted(views.table(base.store), base.published)[:2] == [(ours, 3), ("水政科", 2)]


@pytest.fixture(scope="module")
def two(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A base of two bodies: 石桥镇水利站 with 5 duties and 云岚区应急管理局 with 18."""
    return kg.build([files["water.docx"], files["quake.xlsx"]], into=tmp_path_factory.mktemp("two") / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("一共有多少项职责", 23),
        ("云岚区应急管理局有多少项职责", 18),
        ("区应急管理局一共有几项职责", 18),
        ("应急管理局有几项职责", 18),
        ("应急局有几项职责", 18),
        ("水利站有多少项职责", 5),
        ("石桥镇水利站有几个科室", 4),
        ("水利站工程股有几项职责", 2),
        ("应急局办公室有几项职责", 1),
        ("水利站和应急局一共有多少项职责", 23),
        ("应急局比水利站多几项职责", 13),
        ("水利站和应急局分别有多少项职责", [["云岚区应急管理局", 18], ["石桥镇水利站", 5]]),
        ("比较水利站和应急局的职责数量", [["云岚区应急管理局", 18], ["石桥镇水利站", 5]]),
        ("各单位分别有多少项职责", [["云岚区应急管理局", 18], ["石桥镇水利站", 5]]),
        ("水利站和应急局哪个职责多", "云岚区应急管理局"),
        ("水利站的1.1归谁管", ["工程股"]),
        ("应急局的1.1归谁管", ["规划财务科"]),
    ],
)
def test_a_body_named_narrows_the_query(two: kg.KnowledgeBase, question: str, value: Any) -> None:
    """A tester's question for the duties of one body got the sum of all. Names, places left out and contractions narrow."""
    answer = two.ask(question)
    found = (answer.answer or {})["value"]
    assert (sorted(found) if isinstance(found, list) else found) == value
    water, quake = "水利站" in question, "应急" in question
    said = ("石桥镇水利站职责目录" in answer.reading, "云岚区应急管理局职责目录" in answer.reading)
    assert said == ((water, quake) if water or quake else (True, True))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("石桥镇水利站，巡查", (WATER, "2.1")),
        ("云岚区应急管理局巡查", (QUAKE, "1.3")),
        ("云岚区应急管理局，防汛抗旱", (WATER, "2.2")),
        ("云岚区防汛抗旱", (WATER, "2.2")),
    ],
)
def test_a_body_named_in_full_goes_before(two: kg.KnowledgeBase, question: str, first: tuple[str, str]) -> None:
    """Both bodies patrol: the one that is named is meant, unless the matter is plainly another's; its name is nothing to search for."""
    duty = two.ask(question).duties[0]
    assert (duty.catalogue, duty.number) == first
    assert two.ask("应急管理局").reason == "unclear"


def test_a_body_that_is_not_there(two: kg.KnowledgeBase) -> None:
    """Of a body, or a body's department, that the base does not have nothing is counted; the answer names it."""
    for question, name in (
        ("区教育局有多少项职责", "区教育局"),
        ("县卫健委有哪些职责", "县卫健委"),
        ("应急局和区教育局一共有多少项职责", "区教育局"),
        ("区教育局和应急局分别有多少项职责", "区教育局"),
        ("水利站机关党委有几项职责", "机关党委"),
    ):
        answer = two.ask(question)
        assert (answer.status, answer.reason) == ("abstained", "not_in_catalogue"), question
        assert name in answer.reading
    assert two.ask("应急局有多少项职责", catalogue=WATER).reason == "not_in_catalogue"


def test_a_short_name_of_two_bodies(tmp_path: Path) -> None:
    """A short form that fits two bodies gives candidates, and the reading says what each would mean."""
    catalogues = []
    for place, duties in (("甲山区", 2), ("乙水区", 3)):
        source = tmp_path / f"{place}.csv"
        rows = ["序号,名称,实施机构", *(f"{n},负责第{n}类学校,基础科" for n in range(1, duties + 1))]
        source.write_text("\n".join(rows), "utf-8")
        catalogues.append(pipeline.read(source, About(slug=f"b{duties}", publisher=f"{place}教育局")))
    pipeline.publish(catalogues, tmp_path / "base")
    base = kg.load(tmp_path / "base")
    assert base.ask("乙水区教育局有几项职责").answer == {"type": "count", "value": 3}
    answer = base.ask("教育局有几项职责")
    assert answer.status == "candidates"
    assert "若指甲山区教育局，2" in answer.reading
    assert "若指乙水区教育局，3" in answer.reading


@pytest.fixture(scope="module")
def districts(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """The same bureau of two districts, and one of a county: they print the same duties and other telephones."""
    folder, catalogues = tmp_path_factory.mktemp("districts"), []
    rows = ("负责图书馆的开放,公共服务科", "负责景区的等级评定,资源科", "负责文物的修缮审批,文物科")
    for slug, place, kind, phone in (("a", "柳河区", "文化和旅游", "62310001"), ("b", "桑园区", "文化和旅游", "62310002")):
        lines = [f"{n},{row},电话 {phone}" for n, row in enumerate(rows, 1)]
        source = folder / f"{slug}.csv"
        source.write_text("序号,名称,实施机构,监督方式\n" + "\n".join(lines), "utf-8")
        catalogues.append(pipeline.read(source, About(slug=slug, publisher=f"{place}{kind}局")))
    (folder / "c.csv").write_text("序号,名称,实施机构\n1,负责水库大坝的安全检查,工程科\n2,负责节约用水的宣传,工程科\n", "utf-8")
    catalogues.append(pipeline.read(folder / "c.csv", About(slug="c", publisher="水利局", area="槐山县")))
    pipeline.publish(catalogues, folder / "base")
    return kg.load(folder / "base")


@pytest.mark.parametrize(
    ("question", "catalogue", "value"),
    [
        ("桑园区谁管图书馆", "b", ["公共服务科"]),
        ("桑园区图书馆谁管", "b", ["公共服务科"]),
        ("桑园区文旅局谁管图书馆", "b", ["公共服务科"]),
        ("桑园区的图书馆开放文旅局哪个科管", "b", ["公共服务科"]),
        ("柳河区图书馆的监督电话", "a", ["62310001"]),
        ("桑园区图书馆的监督电话", "b", ["62310002"]),
        ("槐山县水库大坝安全谁管", "c", ["工程科"]),
        ("桑园区有几项职责", "b", 3),
        ("桑园区文旅局的文物科有几项职责", "b", 1),
        ("槐山县有几项职责", "c", 2),
    ],
)
def test_a_place_says_which_body_is_meant(districts: kg.KnowledgeBase, question: str, catalogue: str, value: Any) -> None:
    """桑园区谁管图书馆 was answered with department and telephone of another district's bureau; only the full name of the body restricted."""
    answer = districts.ask(question)
    assert (answer.status != "abstained", (answer.answer or {}).get("value")) == (True, value)
    assert {duty.catalogue for duty in answer.duties[:1]} == {catalogue}
    assert not {"a", "b"} - {catalogue} <= {duty.catalogue for duty in answer.duties}


def test_a_catalogue_is_chosen_by_its_body_too(districts: kg.KnowledgeBase) -> None:
    """Slugs are long and minted; the name of the body was refused."""
    assert {duty.catalogue for duty in districts.ask("图书馆谁管", catalogue="桑园区文化和旅游局").duties} == {"b"}
    assert {hit.key.split("/")[6] for hit in districts.search("图书馆", catalogue="桑园区文化和旅游局").hits} == {"b"}
    with pytest.raises(UsageError, match="没有目录"):
        districts.ask("图书馆谁管", catalogue="桑园区教育局")


def test_another_districts_office_is_no_answer(districts: kg.KnowledgeBase) -> None:
    """What the district that is named has not is not answered with the office of another, and places are compared and counted together."""
    elsewhere = districts.ask("桑园区水库大坝安全谁管")  # the bureau of 槐山县 has it
    assert (elsewhere.status != "answered", {duty.catalogue for duty in elsewhere.duties}) == (True, {"b"})
    assert districts.ask("桑园区和柳河区分别有多少项职责").answer == {
        "type": "table",
        "value": [["桑园区文化和旅游局", 3], ["柳河区文化和旅游局", 3]],
    }
    assert districts.ask("桑园区教育局有几项职责").status == "abstained"


def test_two_equal_bodies_are_both_shown(districts: kg.KnowledgeBase) -> None:
    """Who named no district got one of two bureaus with full certainty, the other as something to look at as well."""
    answer = districts.ask("图书馆谁管")
    assert answer.status == "candidates"
    assert {duty.catalogue for duty in answer.duties[:2]} == {"a", "b"}
    assert [place["name"] for place in answer.departments] == [
        "公共服务科（柳河区文化和旅游局）",
        "公共服务科（桑园区文化和旅游局）",
    ]
    assert "柳河区文化和旅游局、桑园区文化和旅游局各有这样的事项" in answer.reading
    assert districts.ask("文旅局有几项职责").status == "candidates"
    assert districts.ask("水库大坝安全谁管").status == "answered"


def test_explain_in_a_base_of_several(base_folder: Path, tmp_path: Path, files: dict[str, Path], inside: Run) -> None:
    """Duties with questions of their own have a feature that others lack, and two bodies have a 1.1 each; --explain ended in a KeyError."""
    base = shutil.copytree(base_folder, tmp_path / "base")
    assert inside("build", "--add", files["water.docx"], "--base", base, "-q").returncode == 0
    told = inside("ask", "水库大坝安全谁负责", "--explain", "--base", base)
    assert not told.stderr
    head = next(line for line in told.stdout.splitlines() if line.startswith("feature"))
    assert head.split()[1] == "石桥镇水利站"
    assert "滨海新区总工会" in head
    taught = next(line for line in told.stdout.splitlines() if line.startswith("taught"))
    assert taught.count("—") + taught.count("=") == 3
