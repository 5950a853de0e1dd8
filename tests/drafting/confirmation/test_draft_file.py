"""The values of a draft: what is written, what is only proposed, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest
from findings_made import LONG
from findings_made import plan

from ntmtrack.drafting.confirmation import draft_file
from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.document_model import Findings
from ntmtrack.drafting.document_model import FoundDuty
from ntmtrack.drafting.document_model import FoundHead
from ntmtrack.drafting.document_model import FoundParty
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.wording.words import Words

WORDS = Words("vi")
MADE = draft_file.make(plan(), WORDS)


def duty(**values: Any) -> dict[str, object]:  # noqa: ANN401 - of any of its fields
    found = plan()
    one = FoundDuty("viec", "Việc", "Việc.", SourcePlace(paragraph=30), owner=("phong-kinh-te",))
    one = one._replace(**values)
    made: dict[str, object] = draft_file.make(found._replace(duties=[one]), WORDS)["tasks"][0]
    return made


def test_a_title_is_short_and_the_quote_has_the_whole_sentence() -> None:
    task = MADE["tasks"][0]
    assert len(task["title"]) <= 120
    assert task["title"].endswith("mức độ hư hỏng")  # whole clauses
    assert task["draft"]["quote"] == LONG


def test_a_likely_value_is_only_proposed() -> None:
    task = MADE["tasks"][1]
    assert "due" not in task
    assert task["draft"]["propose"] == {"due": ["2025-11-20", "2025-11-15"]}
    assert task["due_is"] == "before"
    assert MADE["directive"]["draft"]["propose"] == {"issued": "2025-10-02"}
    assert "issued" not in MADE["directive"]


def test_a_deadline_is_before_only_if_its_words_say_so() -> None:
    assert duty(propose={"due": "2025-11-20"}, deadline="trước ngày 20/11")["due_is"] == "before"
    assert duty(due="2025-11-20", deadline="ngày 20/11/2025")["due_is"] == "by"
    assert "due_is" not in duty(deadline="kịp thời")


def test_a_duty_without_a_lead_has_that_as_a_reason_for_doubt() -> None:
    assert MADE["tasks"][2]["draft"]["why"] == "Văn bản không ghi đơn vị, cá nhân chủ trì."


def test_unknown_ids_are_left_out() -> None:
    task = duty(support=("mat-tran", "khong-co", "phong-kinh-te"))
    assert task["support"] == ["mat-tran"]


def test_an_owner_is_a_draft_only_if_it_is_doubtful() -> None:
    owners = {owner["id"]: owner for owner in MADE["owners"]}
    assert "draft" not in owners["phong-kinh-te"]
    assert owners["mat-tran"]["draft"]["propose"] == {"aliases": ["Ủy ban Mặt trận Tổ quốc xã"]}
    assert "why" in owners["cac-thon"]["draft"]


def test_a_body_of_each_village_is_proposed_as_per_village_if_there_are_villages() -> None:
    found = plan()
    party = FoundParty("ban-thon", "Ban Phát triển thôn", of_each_village=True)
    cases: list[tuple[Any, Any]] = [(found.villages, {"per_village": "true"}), ([], None)]
    for villages, proposed in cases:
        made = draft_file.make(found._replace(parties=[party], villages=villages), WORDS)
        (owner,) = made["owners"]
        assert owner.get("draft", {}).get("propose") == proposed


def test_an_alias_of_two_owners_becomes_a_doubt() -> None:
    found = plan()
    first, second, *_ = found.parties
    parties = [first._replace(aliases=("MTTQ",)), second._replace(aliases=("MTTQ",), near=())]
    owners = draft_file.make(found._replace(parties=parties), WORDS)["owners"]
    assert owners[0]["aliases"] == ["MTTQ"]
    assert "aliases" not in owners[1]
    assert "MTTQ" in owners[1]["draft"]["why"]


@pytest.mark.parametrize("past", ["2025-09-30", "2025-09", "2025-Q3", "2024"])
def test_a_deadline_before_the_day_of_the_document_is_only_proposed(past: str) -> None:
    found = plan()
    head = found.head._replace(issued="2025-10-02", propose={})
    one = found.duties[0]._replace(due=past)
    task = draft_file.make(found._replace(head=head, duties=[one]), WORDS)["tasks"][0]
    assert task["draft"]["propose"] == {"due": past}
    assert "due" not in task


@pytest.mark.parametrize(
    ("start", "due", "is_doubted"),
    [
        ("2025-12-01", "2025-11-20", True),
        ("2025-12-01", "2025-11", True),
        ("2025-11-21", "2025-11-20T17:00", True),
        ("2025-11-20", "2025-11-20", False),
        ("2025-11-30", "2025-11", False),
        ("2025-12-01", ["2025-11-20", "2025-12-20"], False),
    ],
)
@pytest.mark.parametrize("is_sure", [True, False])
def test_a_start_after_the_deadline_is_doubted(
    start: str, due: str | list[str], *, is_doubted: bool, is_sure: bool
) -> None:
    times: dict[str, Any] = {"propose": {"start": start, "due": due}}
    if is_sure and isinstance(due, str):
        times = {"due": due, "propose": {"start": start}}
    draft: Any = duty(**times)["draft"]
    assert draft["propose"]["start"] == start
    assert ("sau thời hạn" in draft.get("why", "")) is is_doubted


def test_a_contradiction_is_listed_with_the_duty_at_its_place_or_as_unused() -> None:
    assert any("x" in why for why in MADE["tasks"][1]["draft"]["why"])
    found = plan()
    elsewhere = found.contradictions[0]._replace(place=SourcePlace(paragraph=40))
    made = draft_file.make(found._replace(contradictions=[elsewhere]), WORDS)
    assert "đoạn 40" in {one["at"] for one in made["unused"]}


def test_an_empty_document_gives_a_draft_with_only_a_head() -> None:
    made = draft_file.make(Findings(FoundHead(), [], [], [], [], []), WORDS)
    assert made["tasks"] == []
    assert made["owners"] == []
    assert "draft" in made["directive"]


def test_a_recurrence_begins_on_the_day_of_the_document_and_keeps_before() -> None:
    rule = {"every": "month", "on": "20"}
    task: Any = duty(propose={"repeat": rule}, deadline="trước ngày 20 hằng tháng")
    assert task["draft"]["propose"] == {
        "repeat": {**rule, "from": "2025-10-02"},
        "due_is": "before",
    }
    assert "due_is" not in task
    several: Any = duty(propose={"repeat": [rule, {**rule, "from": "2025-11-01"}]})
    froms = [one["from"] for one in several["draft"]["propose"]["repeat"]]
    assert froms == ["2025-10-02", "2025-11-01"]


def test_a_value_without_a_key_in_the_file_becomes_words() -> None:
    task: Any = duty(propose={"due": "2025-11-20", "weight": "heavy"}, deadline="20/11")
    assert task["draft"]["propose"] == {"due": "2025-11-20"}
    assert task["draft"]["why"] == "weight: heavy"


def test_a_recurrence_begins_on_the_first_day_that_it_names() -> None:
    found = plan()
    rule = {"every": "week", "on": "sun"}
    duty = found.duties[0]._replace(
        due="", due_is="", propose={"start": "2025-11-02", "repeat": rule}
    )
    file = draft_file.make(found._replace(duties=[duty]), Words("vi"))
    assert file["tasks"][0]["draft"]["propose"] == {"repeat": {**rule, "from": "2025-11-02"}}


def test_a_recurrence_without_a_first_day_becomes_words_and_the_rest_stays_proposed() -> None:
    found = plan()
    rule = {"every": "quarter"}
    duty = found.duties[0]._replace(
        due="", villages=(), propose={"repeat": rule, "villages": "all"}
    )
    file = draft_file.make(found._replace(head=FoundHead(), duties=[duty]), WORDS)
    assert file["tasks"][0]["draft"]["propose"] == {"villages": "all"}
    assert "repeat: {every: quarter}" in file["tasks"][0]["draft"]["why"]


def test_only_the_wrong_one_of_two_values_on_a_line_becomes_words() -> None:
    file: Any = draft_file.make(plan(), WORDS)
    propose = {"repeat": {"every": "month", "on": "25"}, "each": "village"}
    for key in ("due", "due_is", "each", "villages"):
        file["tasks"][0].pop(key, None)
    file["tasks"][0]["draft"] = {"at": "đoạn 1", "propose": {**propose}}
    draft: Any = draft_text.written(file, WORDS, "nhap.yaml")[1]["tasks"][0]["draft"]
    assert draft["propose"] == {"each": "village"}
    assert draft["why"] == "repeat: {every: month, on: 25}"
