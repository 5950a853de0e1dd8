"""Splitting a duty, joining two and dropping a part: nothing is lost silently."""

from __future__ import annotations

import copy
from typing import Any

from draft_books import DRAFT

from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import reshaping
from ntmtrack.wording.words import Words

WORDS = Words("vi")
REVIEWED = draft_text.read(DRAFT.encode(), "nhap.yaml")  # the draft of the review's tests
QUOTE = (
    "1. Trạm Y tế phun khử khuẩn tại thôn Nà Lay trước ngày 15/11/2025; "
    "2. Vận động 30 hộ ở thôn Pá Khoang góp công"
)
CUT = QUOTE.index("2. Vận")


def file(*tasks: dict[str, Any]) -> dict[str, Any]:
    """Return a draft with two owners, two villages and these duties."""
    head = {"number": "1", "issued": "2025-10-02", "issuer": "UBND xã", "subject": "Dịch"}
    return {
        "format": "1",
        "directive": head,
        "villages": [{"id": "na-lay", "name": "Nà Lay"}, {"id": "pa", "name": "Pá Khoang"}],
        "owners": [{"id": "tram", "name": "Trạm Y tế"}, {"id": "doan", "name": "Đoàn TN"}],
        "tasks": list(tasks),
        "progress": [],
    }


def whole(**keys: Any) -> dict[str, Any]:  # noqa: ANN401 - values of a task
    """Return the duty drafted from the sentence with two points."""
    draft = {
        "at": "đoạn 4",
        "quote": QUOTE,
        "deadline": "trước ngày 15/11/2025",
        "propose": {"due": "2025-11-15", "due_is": "before", **keys.pop("propose", {})},
    }
    task = {"id": "phun", "title": "Phun", "owner": ["tram"], "villages": ["na-lay", "pa"]}
    return {**task, **keys, "draft": draft}


def split(task: dict[str, Any], at: int = CUT) -> tuple[dict[str, Any], dict[str, Any]]:
    made = file(task)
    one, other = reshaping.split(task, at, made, WORDS)
    assert draft_text.wrong_in(draft_text.text_of(file(one, other), WORDS)) == []
    return one, other


def test_each_part_keeps_what_its_own_words_say() -> None:
    one, other = split(whole())
    assert (one["owner"], one["villages"]) == (["tram"], ["na-lay"])
    assert one["draft"]["propose"] == {"due": "2025-11-15", "due_is": "before"}
    assert "why" not in one["draft"]
    assert other["villages"] == ["pa"]
    assert "owner" not in other
    assert other["draft"]["propose"] == {"owner": ["tram"]}
    assert "deadline" not in other["draft"]
    assert other["draft"]["why"] == [
        "Phần này không ghi riêng đơn vị, cá nhân chủ trì (Trạm Y tế).",
        "Phần này không ghi riêng thời hạn (15/11/2025).",
    ]


def test_supporting_owners_from_their_own_column_are_proposed_for_both_parts() -> None:
    for part in split(whole(support=["doan"])):
        assert "support" not in part
        assert part["draft"]["propose"]["support"] == ["doan"]


def test_titles_of_parts_have_no_list_numbers() -> None:
    one, other = split(whole())
    assert one["title"].startswith("Trạm Y tế phun")
    assert other["title"].startswith("Vận động 30 hộ")
    assert other["id"].startswith("van-dong")


def test_a_deadline_from_another_cell_is_proposed_for_both_parts() -> None:
    task = whole(due="2025-12-01")
    task["draft"] |= {"quote": QUOTE.replace(" trước ngày 15/11/2025", ""), "deadline": "1/12/2025"}
    task["draft"]["propose"] = {}
    one, other = split(task, task["draft"]["quote"].index("2. Vận"))
    for part in (one, other):
        assert "due" not in part
        assert part["draft"]["propose"]["due"] == "2025-12-01"
        assert "không ghi riêng thời hạn (01/12/2025)" in str(part["draft"]["why"])


def test_a_measure_belongs_to_the_part_with_its_number() -> None:
    measures = [{"name": "hộ", "unit": "hộ", "at_least": "30"}]
    one, other = split(whole(propose={"measures": measures}))
    assert "measures" not in one["draft"]["propose"]
    assert "30" in str(other["draft"]["propose"].get("measures", "30"))


def test_a_measure_that_was_added_by_hand_stays_with_both_parts() -> None:
    quote = "Trạm Y tế khám ít nhất 40 hộ; Đoàn TN trồng tối thiểu 30 cây"
    drafted = [
        {"id": "ho", "name": "hộ", "unit": "hộ", "at_least": "40"},
        {"id": "cay", "name": "cây", "unit": "cây", "at_least": "30"},
    ]
    by_hand = {"id": "buoi", "name": "buổi", "unit": "buổi", "at_least": "2"}
    task = whole(propose={"measures": [*drafted, by_hand]})
    task["draft"]["quote"] = quote
    one, other = split(task, quote.index("Đoàn"))
    assert one["draft"]["propose"]["measures"] == [drafted[0], by_hand]
    assert other["draft"]["propose"]["measures"] == [drafted[1], by_hand]


def lower(**keys: Any) -> dict[str, Any]:  # noqa: ANN401 - values of a task
    draft = {"at": "đoạn 5", "quote": "Góp công.", "deadline": "20/12/2025"}
    return {"id": "gop", "title": "Góp công", "owner": ["doan"], **keys, "draft": draft}


def joined(above: dict[str, Any], below: dict[str, Any]) -> dict[str, Any]:
    made = reshaping.join(above, below, file(above, below), WORDS)
    assert draft_text.wrong_in(draft_text.text_of(file(made), WORDS)) == []
    return made


def test_two_different_deadlines_are_both_proposed() -> None:
    made = joined(whole(due="2025-11-15", due_is="by", propose={}), lower(due="2025-12-20"))
    assert "due" not in made
    assert made["draft"]["propose"]["due"] == ["2025-11-15", "2025-12-20"]
    assert made["draft"]["deadline"] == "trước ngày 15/11/2025; 20/12/2025"
    assert "hai nhiệm vụ được gộp có thời hạn khác nhau: 15/11/2025; 20/12/2025" in (
        str(made["draft"]["why"]).lower()
    )


def test_villages_of_both_are_proposed_with_a_reason() -> None:
    above = whole(villages=["na-lay"])
    made = joined(above, lower(villages=["pa"], due="2025-11-15", due_is="before"))
    assert "villages" not in made
    assert made["draft"]["propose"]["villages"] == ["na-lay", "pa"]
    assert made["draft"]["propose"]["each"] == "village"
    assert "Nà Lay; Pá Khoang" in str(made["draft"]["why"])


def test_values_that_only_the_lower_duty_has_are_kept() -> None:
    above = {"id": "a", "title": "Việc trên", "owner": ["tram"], "draft": {"quote": "Việc."}}
    made = joined(above, lower(standing="true", product="Báo cáo"))
    assert made["draft"]["propose"]["standing"] == "true"
    assert made["product"] == "Báo cáo"
    assert "không ghi; thường xuyên" in str(made["draft"]["why"])


def test_parts_that_are_joined_again_lose_the_doubts_of_parts() -> None:
    one, other = split(whole())
    made = joined(one, other)
    assert made["title"].endswith("; vận động 30 hộ ở thôn Pá Khoang góp công")
    assert "không ghi riêng" not in str(made["draft"].get("why", ""))


def test_a_title_that_begins_with_a_name_keeps_its_capital_when_joined() -> None:
    for title in ("Trạm Y tế báo cáo", "UBND xã báo cáo"):
        assert joined(whole(), lower(title=title))["title"].endswith(f"; {title}")


def test_an_owner_that_duties_refer_to_is_not_dropped() -> None:
    assert reshaping.without(REVIEWED, "owners", "kinh-te") == (REVIEWED, ["ra-soat"])


def test_an_owner_with_the_dropped_name_as_an_alias_takes_its_place() -> None:
    file = copy.deepcopy(REVIEWED)
    file["owners"].append({"id": "mttq", "name": "MTTQ xã"})
    file["owners"][-1]["draft"] = {"propose": {"aliases": ["Ủy ban MTTQ xã"]}}
    made, users = reshaping.without(file, "owners", "mat-tran")
    assert users == []
    assert made["tasks"][1]["owner"] == ["mttq"]
    assert made["owners"][-1]["aliases"] == ["Ủy ban MTTQ xã"]
    assert draft_text.wrong_in(draft_text.text_of(made, WORDS)) == []


def test_a_village_that_no_duty_refers_to_is_dropped() -> None:
    made, users = reshaping.without(REVIEWED, "villages", "na-lay")
    assert (made["villages"], users) == ([], [])


def test_no_duty_refers_to_a_dropped_duty() -> None:
    first, second = copy.deepcopy(REVIEWED["tasks"])[:2]
    third = {"id": "ba", "superseded_by": first["id"], "related": [first["id"], second["id"]]}
    file = {**REVIEWED, "tasks": [first, second, third]}
    made, _ = reshaping.without(file, "tasks", first["id"])
    assert made["tasks"][1] == {"id": "ba", "related": [second["id"]]}
