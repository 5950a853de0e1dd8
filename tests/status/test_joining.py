"""Which villages and owners of several files are the same, and when a directive is finished."""

from __future__ import annotations

import time
from datetime import date
from datetime import datetime
from pathlib import Path

import pytest
from running import run

from ntmtrack.datafile import load
from ntmtrack.directive.dates import whole_day
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Owner
from ntmtrack.directive.weeks import week_of
from ntmtrack.status import joining
from ntmtrack.status.namesakes import shared_ids
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import View
from ntmtrack.status.view import view

ISSUER = "Đảng ủy xã Vân Trạch"
DAY = whole_day(date(2025, 3, 21))


def document(
    number: str,
    owners: str,
    issuer: str = ISSUER,
    villages: str = "{id: a, name: Thôn A}",
    more: str = "",
) -> Document:
    """Load a directive with one task for its first owner in its first village."""
    owner, village = (text.partition("id: ")[2].partition(",")[0] for text in (owners, villages))
    text = f"""format: 1
directive: {{number: {number}, issued: 2025-03-03, issuer: {issuer}, subject: Đường{more}}}
villages:
  - {villages}
owners:
  - {owners}
tasks:
  - {{id: viec, title: Việc, owner: {owner}, villages: [{village}], each: village, due: 2025-03-10}}
progress: []
"""
    loaded = load.load(text.encode(), number)
    assert loaded.document, loaded.problems
    return loaded.document


def joined(*united: Document) -> View:
    """Join the views of united documents."""
    return joining.join([view(each, DAY, Filters()) for each in united])


def owner_names(*documents: Document) -> list[str]:
    """Return the names of the owners of documents."""
    return [owner.name for each in documents for owner in each.owners.values()]


def addressees(*documents: Document) -> list[list[str]]:
    """Return the ids that the owners of each document have among all documents."""
    united = joining.unite([(each.directive.number, each) for each in documents])
    return [[*each.owners] for each in united]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("{id: ubnd, name: UBND xã}", "{id: uy-ban, name: ubnd  xã}", True),
        ("{id: ubnd, name: Ủy ban xã}", "{id: uy-ban, name: Uỷ ban xã}", True),
        ("{id: ubnd, name: UBND xã}", "{id: ub, name: Ủy ban, aliases: [UBND xã]}", True),
        ("{id: u, name: UBND, aliases: [UB]}", "{id: v, name: Ủy ban, aliases: [ub]}", True),
        ("{id: ubnd, name: UBND xã}", "{id: ubnd, name: Ủy ban nhân dân}", False),
        ("{id: hoi, name: Hội A}", "{id: hoi, name: Hội Á}", False),
        ("{id: an, name: An, kind: person}", "{id: an, name: An}", False),
        (
            "{id: an, name: An, title: Bí thư, kind: person}",
            "{id: b, name: An, title: bí thư, kind: person}",
            True,
        ),
        (
            "{id: an, name: An, title: Bí thư, kind: person}",
            "{id: an, name: An, title: Chủ tịch, kind: person}",
            False,
        ),
        (
            "{id: an, name: An, title: Bí thư, kind: person}",
            "{id: an, name: An, kind: person}",
            False,
        ),
        ("{id: ban, name: Ban, per_village: true}", "{id: ban, name: Ban}", False),
    ],
)
def test_owners_of_one_issuer_are_the_same_or_not(first: str, second: str, same: bool) -> None:
    ((first_id,), (second_id,)) = addressees(
        document("1-CV/ĐU", first), document("2-CV/ĐU", second)
    )
    assert (first_id == second_id) == same


def test_owners_of_issuers_in_different_communes_are_never_the_same() -> None:
    owner = "{id: ubnd, name: UBND xã}"
    first, second = document("1-CV/ĐU", owner), document("2-CV/ĐU", owner, "Đảng ủy xã Khác")
    here, elsewhere = joining.unite([("a", first), ("b", second)])
    assert owner_names(here, elsewhere) == ["UBND xã", "UBND xã"]
    assert owner_names(joined(here, elsewhere).document) == ["UBND xã Vân Trạch", "UBND xã Khác"]
    assert [*here.villages, *elsewhere.villages] == ["a", "a-2"]
    assert elsewhere.tasks["2-CV/ĐU:viec"].owners == ("ubnd-2",)


def test_an_owner_with_ambiguous_aliases_stays_separate() -> None:
    first = document("1-CV/ĐU", "{id: x, name: Hội X}\n  - {id: y, name: Hội Y}")
    second = document("2-CV/ĐU", "{id: z, name: Hội, aliases: [Hội X, Hội Y]}")
    assert addressees(first, second)[1] == ["z"]


def test_villages_are_the_same_if_any_of_their_names_are() -> None:
    owner = "{id: ubnd, name: UBND xã}"
    first = document("1-CV/ĐU", owner, villages="{id: che, name: Chế Biển, aliases: [Chế Biến]}")
    second = document("2-CV/ĐU", owner, villages="{id: bien, name: Chế Biến}")
    united = joining.unite([("a", first), ("b", second)])
    (first_item, second_item) = joined(*united).items
    assert first_item.village == second_item.village
    assert first_item.village
    assert (first_item.village.id, first_item.village.name) == ("che", "Chế Biển")
    assert second_item.key == "2-CV/ĐU:viec@che"
    assert second_item.own_key == "viec@che"


def test_a_title_added_to_a_name_does_not_prevent_a_match_in_another_file() -> None:
    titled = "{{id: {}, name: An, title: {}, kind: person}}"
    two = "\n  - ".join((titled.format("a", "Bí thư"), titled.format("b", "Công an")))
    first = document("1-CV/ĐU", two)
    assert [owner.name for owner in first.owners.values()] == ["An (Bí thư)", "An (Công an)"]
    assert addressees(first, document("2-CV/ĐU", titled.format("c", "Công an")))[1] == ["b"]


def test_namesakes_both_get_their_titles() -> None:
    titled = "{{id: {}, name: An, title: {}, kind: person}}"
    two = "\n  - ".join((titled.format("a", "Bí thư"), titled.format("b", "Công an")))
    first = document("1-CV/ĐU", titled.format("c", "Bí thư"))
    united = joining.unite([("a", first), ("b", document("2-CV/ĐU", two))])
    assert [owner_names(each) for each in united] == [["An"], ["An (Bí thư)", "An (Công an)"]]
    assert owner_names(joined(*united).document) == ["An (Bí thư)", "An (Công an)"]


def test_namesakes_in_several_communes_get_title_and_issuer() -> None:
    titled = "{{id: {}, name: An, title: {}, kind: person}}"
    two = "\n  - ".join((titled.format("a", "Bí thư"), titled.format("b", "Công an")))
    other = document("2-CV/ĐU", titled.format("c", "Công an"), "Đảng ủy xã Khác")
    united = joining.unite([("a", document("1-CV/ĐU", two)), ("b", other)])
    assert owner_names(joined(*united).document) == [
        "An (Bí thư, Đảng ủy xã Vân Trạch)",
        "An (Công an, Đảng ủy xã Vân Trạch)",
        "An (Công an, Đảng ủy xã Khác)",
    ]


@pytest.mark.parametrize(
    ("closed", "day", "before"),
    [
        ("", "2025-03-21", False),
        (", closed: 2025-03-14", "2025-03-14", False),
        (", closed: 2025-03-14", "2025-03-16", False),
        (", closed: 2025-03-14", "2025-03-17", True),
        (", closed: 2025-03-16", "2025-03-17", True),
        (", closed: 2025-03-17", "2025-03-23", False),
    ],
)
def test_a_closed_directive_is_reported_on_to_the_end_of_that_week(
    closed: str, day: str, before: bool
) -> None:
    directive = document("1-CV/ĐU", "{id: ubnd, name: UBND xã}", more=closed)
    moment = whole_day(date.fromisoformat(day))
    week = week_of(moment.day, 0)
    assert joining.was_finished_before(directive, week, moment) == before


def test_a_completed_directive_is_reported_on_to_the_end_of_that_week(tmp_path: Path) -> None:
    path = tmp_path / "viec.yaml"
    path.write_text(
        "format: 1\n"
        "directive: {number: 1-CV/ĐU, issued: 2025-03-03, issuer: ĐU, subject: Đường}\n"
        "owners:\n  - {id: u, name: U}\n"
        "tasks:\n  - {id: viec, title: Việc, owner: u, due: 2025-03-10}\n"
        "progress:\n"
        "  - {task: viec, mark: done, on: 2025-03-12}\n"
        "  - {task: viec, mark: reopened, on: 2025-03-25}\n",
        "utf-8",
    )
    directive = load.load(path.read_bytes(), "viec").document
    assert directive
    for day, before in ((12, False), (16, False), (17, True), (23, True), (24, True), (25, False)):
        moment = whole_day(date(2025, 3, day))
        assert joining.was_finished_before(directive, week_of(moment.day, 0), moment) == before, day
    for day, finished in ((11, 0), (12, 1), (24, 1), (25, 0)):
        ran = run("status", "-f", str(path), "--by", "file", "--as-of", f"2025-03-{day}")
        assert f"Văn bản đã hoàn thành hoặc kết thúc theo dõi: {finished}/1" in ran.out


def test_owners_of_two_thousand_communes_get_ids_quickly() -> None:
    owners = [Owner(body, body) for body in "abcdefghijkl"]
    files = [(f"Xã {number}", owners) for number in range(2000)]
    before = time.process_time()
    known = shared_ids(files)
    assert time.process_time() - before < 3
    assert [of_file["a"].id for of_file in known[:3]] == ["a", "a-2", "a-3"]
    assert len({owner.id for of_file in known for owner in of_file.values()}) == 24_000


WHOLE = """format: 1
directive: {{number: {number}, issued: 2025-03-03, issuer: {issuer}, subject: Đường}}
villages: [{{id: a, name: Thôn A}}, {{id: b, name: Thôn B}}]
village_groups: {{gan: [a]}}
owners:
  - {{id: u, name: Hội U}}
  - {{id: v, name: Hội V}}
  - {{id: x, name: Hội X}}
  - {{id: y, name: Hội Y}}
owner_groups: [{{id: hoi, name: Các hội, members: [u, v]}}]
amendments: [{{number: 9-CV/ĐU, issued: 2025-03-05, tasks: [ca], villages: [b], due: 2025-04-10}}]
tasks:
  - {{id: chinh, title: Chính, owner: u, due: 2025-03-10}}
  - id: ca
    title: Cả
    owner: u
    support: v
    report_to: x
    leader: y
    villages: [a, b]
    each: village
    part_of: chinh
    related: [cu]
    due: 2025-03-10
    measures: [{{id: ho, name: hộ, unit: hộ, at_least: {{a: 3, b: 5}}}}]
  - {{id: cu, title: Cũ, owner: u, due: 2025-03-10, superseded_by: chinh}}
  - {{id: hai, title: Hai, owner: [u, v], each: owner, due: 2025-03-10}}
progress:
  - {{task: ca, village: a, mark: reminded, on: 2025-03-06, whom: [u]}}
  - {{task: hai, owner: v, mark: done, on: 2025-03-07}}
"""


def of_two_communes() -> list[Document]:
    """Unite the files of two communes, which have the same ids with different meanings."""
    files = []
    for number, issuer in (("1-CV/ĐU", ISSUER), ("2-CV/ĐU", "Đảng ủy xã Khác")):
        loaded = load.load(WHOLE.format(number=number, issuer=issuer).encode(), number)
        assert loaded.document, loaded.problems
        files.append((number, loaded.document))
    return joining.unite(files)


def test_all_references_of_a_file_use_the_joint_ids() -> None:
    first, second = of_two_communes()
    assert [*first.owners] == ["u", "v", "x", "y"]
    assert [*second.owners] == ["u-2", "v-2", "x-2", "y-2"]
    assert second.groups == {"gan": ("a-2",)}
    assert second.owner_groups["hoi"].members == ("u-2", "v-2")
    task = second.tasks["2-CV/ĐU:ca"]
    assert (task.owners, task.support, task.report_to) == (("u-2",), ("v-2",), ("x-2",))
    assert (task.leaders, task.villages) == (("y-2",), ("a-2", "b-2"))
    assert (task.part_of, task.related) == ("2-CV/ĐU:chinh", ("2-CV/ĐU:cu",))
    assert {id_: str(goal) for id_, goal in task.measures[0].by_village.items()} == {
        "a-2": "3",
        "b-2": "5",
    }
    assert second.tasks["2-CV/ĐU:cu"].superseded_by == "2-CV/ĐU:chinh"
    assert [(each.tasks, each.villages) for each in second.amendments] == [
        (("2-CV/ĐU:ca",), ("b-2",))
    ]
    assert [(each.task, each.village, each.owner, each.whom) for each in second.progress] == [
        ("2-CV/ĐU:ca", "a-2", None, ("u-2",)),
        ("2-CV/ĐU:hai", None, "v-2", ()),
    ]
    groups = joined(first, second).document.owner_groups
    assert {id_: group.members for id_, group in groups.items()} == {
        "hoi": ("u", "v"),
        "hoi-2": ("u-2", "v-2"),
    }


def test_items_use_the_joint_names() -> None:
    items = joined(*of_two_communes()).items
    (item,) = [each for each in items if each.key == "2-CV/ĐU:ca@b-2"]
    named = (*item.owners, *item.support, *item.leaders, item.village)
    assert [*joined(*of_two_communes()).document.villages] == ["a", "a-2", "b", "b-2"]
    assert [each.name for each in named if each] == [
        "Hội U (xã Khác)",
        "Hội V (xã Khác)",
        "Hội Y (xã Khác)",
        "Thôn B (xã Khác)",
    ]


def test_a_joint_view_has_the_head_of_the_newest_directive_and_omits_finished_ones() -> None:
    owner = "{id: ubnd, name: UBND xã}"
    older, newer = document("1-CV/ĐU", owner), document("2-CV/ĐU", owner)
    newer = newer._replace(directive=newer.directive._replace(issued=date(2025, 3, 4)))
    views = [view(each, DAY, Filters()) for each in joining.unite([("a", older), ("b", newer)])]
    for order in (views, views[::-1]):
        assert joining.join(order).document.directive.number == "2-CV/ĐU"
    part = joining.join(views[:1], finished=views[1:])
    assert [item.key for item in part.items] == ["1-CV/ĐU:viec@a"]
    assert (part.counts, part.document.directive.number) == (views[0].counts, "2-CV/ĐU")


def test_a_joint_view_joins_the_selections_of_its_parts() -> None:
    owner = "{id: ubnd, name: UBND xã}"
    both = document("1-CV/ĐU", owner), document("2-CV/ĐU", owner, "Đảng ủy xã Khác")
    united = joining.unite(list(zip("ab", both, strict=True)))
    chosen = joining.join([view(each, DAY, Filters(owners=("UBND xã",))) for each in united])
    assert chosen.selection.owners == frozenset({"ubnd", "ubnd-2"})
    assert chosen.selection.villages is None


def test_a_view_is_divided_by_issuer_in_any_spelling() -> None:
    owner = "{id: ubnd, name: UBND xã}"
    issuers = (ISSUER, ISSUER.replace("ủy", "uỷ"), "Đảng ủy xã Khác")
    files = [(str(at), document(f"{at}-CV/ĐU", owner, issuer)) for at, issuer in enumerate(issuers)]
    parts = joining.by_issuer(joined(*joining.unite(files)))
    assert [[item.key for item in part.items] for part in parts] == [
        ["0-CV/ĐU:viec@a", "1-CV/ĐU:viec@a"],
        ["2-CV/ĐU:viec@a-2"],
    ]


@pytest.mark.parametrize(
    ("closed", "finished"),
    [("", False), (", closed: 2025-03-21", True), (", closed: 2025-03-22", False)],
)
def test_a_directive_is_finished_from_the_day_on_which_it_is_closed(
    closed: str, *, finished: bool
) -> None:
    read = document("1-CV/ĐU", "{id: ubnd, name: UBND xã}", more=closed)
    assert joining.is_finished(view(read, DAY, Filters())) == finished
    nothing = read._replace(tasks={})
    assert joining.is_finished(view(nothing, DAY, Filters())) == finished


@pytest.mark.parametrize(
    ("other", "issuer", "prefixes"),
    [
        ("2-CV/ĐU", ISSUER, ["1-CV/ĐU", "2-CV/ĐU"]),
        ("1-CV/ĐU", "Đảng ủy xã Khác", [f"1-CV/ĐU {ISSUER}", "1-CV/ĐU Đảng ủy xã Khác"]),
        ("1-CV/DU", "Đảng ủy xã Khác", [f"1-CV/ĐU {ISSUER}", "1-CV/DU Đảng ủy xã Khác"]),
        ("1-CV/ĐU", ISSUER, ["1-CV/ĐU a", "1-CV/ĐU b"]),
    ],
)
def test_the_tasks_of_each_file_have_a_prefix_of_their_own(
    other: str, issuer: str, prefixes: list[str]
) -> None:
    owner = "{id: ubnd, name: UBND xã}"
    files = [("a", document("1-CV/ĐU", owner)), ("b", document(other, owner, issuer))]
    united = joining.unite(files)
    assert [key for each in united for key in each.tasks] == [f"{own}:viec" for own in prefixes]


def test_the_body_of_a_village_uses_the_joint_name_of_the_village() -> None:
    """A task in a single village names that village, and so does the body of a village."""
    own = document("1-CV/ĐU", "{id: ban, name: Ban thôn, per_village: true}")
    other = document("2-CV/ĐU", "{id: ban, name: Ban thôn, per_village: true}", "Đảng ủy xã Khác")
    (_, item) = joined(*joining.unite([("a", own), ("b", other)])).items
    assert [(owner.id, owner.name) for owner in item.owners] == [
        ("ban-2@a-2", "Ban Thôn A (xã Khác)")
    ]
    assert item.only_village
    assert item.only_village.name == "Thôn A (xã Khác)"


def test_groups_with_the_same_members_and_different_names_stay_separate() -> None:
    first, second = of_two_communes()
    group = second.owner_groups["hoi"]
    renamed = group._replace(id="cap", name="Cặp hội")
    second = second._replace(owner_groups={"hoi": group, "cap": renamed})
    groups = joined(first, second).document.owner_groups
    assert [group.name for group in groups.values()] == ["Các hội", "Các hội", "Cặp hội"]


def test_a_group_gets_an_id_that_no_owner_of_another_file_has() -> None:
    first, _ = of_two_communes()
    other = document("3-CV/ĐU", "{id: hoi, name: Hội Z}")
    joint = joined(*joining.unite([("a", first), ("b", other)])).document
    assert "hoi" in joint.owners
    assert [*joint.owner_groups] == ["hoi-2"]


def test_a_filter_by_village_selects_villages_of_all_files() -> None:
    views = [view(each, DAY, Filters(villages=("Thôn A",))) for each in of_two_communes()]
    assert joining.join(views).selection.villages == frozenset({"a", "a-2"})


def test_a_directive_is_not_finished_if_only_its_selected_items_are() -> None:
    read, _ = of_two_communes()
    part = view(read, DAY, Filters(owners=("Hội V",), statuses=("done",)))
    assert [item.key for item in part.items] == ["1-CV/ĐU:hai@v"]
    assert not joining.is_finished(part)


@pytest.mark.parametrize(("issued", "before"), [("2025-03-16", True), ("2025-03-17", False)])
def test_a_directive_is_not_finished_before_it_is_issued(issued: str, *, before: bool) -> None:
    """Work may be done before the letter arrives; the week of the letter still reports it."""
    read = document("1-CV/ĐU", "{id: ubnd, name: UBND xã}")
    done = Entry("viec", "done", datetime(2025, 3, 14), "a")
    directive = read.directive._replace(issued=date.fromisoformat(issued))
    read = read._replace(directive=directive).with_entries([done])
    assert joining.was_finished_before(read, week_of(DAY.day, 0), DAY) == before
