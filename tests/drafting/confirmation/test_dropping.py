"""What is dropped from a draft: nothing goes on naming it."""

from __future__ import annotations

import copy

from draft_books import DRAFT

from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import dropping
from ntmtrack.drafting.confirmation import sound_draft
from ntmtrack.wording.words import Words

FILE = draft_text.read(DRAFT.encode(), "nhap.yaml")


def test_an_owner_that_duties_name_stays() -> None:
    assert dropping.without(FILE, "owners", "kinh-te") == (FILE, ["ra-soat"])


def test_one_that_is_called_so_takes_the_place_of_a_dropped_owner() -> None:
    file = copy.deepcopy(FILE)
    file["owners"].append({"id": "mttq", "name": "MTTQ xã"})
    file["owners"][-1]["draft"] = {"propose": {"aliases": ["Ủy ban MTTQ xã"]}}
    made, users = dropping.without(file, "owners", "mat-tran")
    assert users == []
    assert made["tasks"][1]["owner"] == ["mttq"]
    assert made["owners"][-1]["aliases"] == ["Ủy ban MTTQ xã"]
    assert sound_draft.wrong_in(sound_draft.text_of(made, Words("vi"))) == []


def test_what_nobody_names_goes() -> None:
    made, users = dropping.without(FILE, "villages", "na-lay")
    assert (made["villages"], users) == ([], [])
