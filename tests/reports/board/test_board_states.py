"""Cards of the board: their content, their order, and the number of the directive on each."""

from __future__ import annotations

from datetime import datetime
from datetime import time

from ntmtrack.datafile.load import load
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import parse_day
from ntmtrack.reports.board.board_states import cards
from ntmtrack.status import joining
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import View
from ntmtrack.status.view import view
from ntmtrack.wording.words import Words

EN = Words("en")
FIRST = """
format: 1
directive: {number: 12-CV/ĐU, issued: 2025-03-03, issuer: Đảng ủy xã Vân Trạch, subject: Đường}
villages: [{id: suoi-loi, name: Suối Lội}, {id: dong-say, name: Đồng Sậy}]
owners: [{id: ubnd, name: UBND xã}]
tasks:
  - {id: quarter, title: In the quarter, owner: ubnd, due: 2025-Q2}
  - {id: week, title: Next week, owner: ubnd, due: 2025-03-20}
  - {id: late, title: Late, owner: ubnd, villages: all, each: village, due: 2025-03-10}
  - {id: today, title: Today, owner: ubnd, due: 2025-03-15, due_is: by}
  - {id: soon, title: Soon, owner: ubnd, due: 2025-03-17}
  - {id: always, title: Always, owner: ubnd, standing: true}
  - {id: ready, title: Ready, owner: ubnd, due: 2025-03-10}
progress:
  - {task: late, village: dong-say, mark: obstacle, on: 2025-03-12, note: No stones}
  - {task: ready, mark: done, on: 2025-03-05}
"""
SECOND = """
format: 1
directive: {number: 15-KH/ĐU, issued: 2025-03-01, issuer: Đảng ủy xã Vân Trạch, subject: Kênh}
owners: [{id: cong-an, name: Công an xã}]
tasks:
  - {id: late, title: Later still, owner: cong-an, due: 2025-03-05}
"""


def seen(*texts: str) -> View:
    moment = Moment(datetime.combine(parse_day("2025-03-15"), time(23, 59)), whole_day=True)
    loaded = [load(text.encode(), "file.yaml").document for text in texts]
    documents = [document for document in loaded if document]
    if len(documents) == 1:
        return view(documents[0], moment, Filters())
    united = joining.unite([(f"{n}.yaml", document) for n, document in enumerate(documents)])
    return joining.join([view(document, moment, Filters()) for document in united])


def test_cards_are_grouped_and_sorted_by_urgency() -> None:
    groups = cards(seen(FIRST), EN)
    assert [
        (group.title, group.count, [card.title for card in group.cards]) for group in groups
    ] == [
        ("Overdue", "2 items (of 1 task)", ["Late", "Late"]),
        ("Due today", "1 item", ["Today"]),
        ("Due soon", "1 item", ["Soon"]),
        ("In time", "2 items", ["Next week", "In the quarter"]),
    ]


def test_shares_in_the_same_state_have_one_card_with_all_their_obstacles() -> None:
    _, stuck = cards(seen(FIRST), EN)[0].cards
    assert stuck.lines == ["Đồng Sậy", "UBND xã", "Deadline: 10/03/2025"]
    assert stuck.remark == "Obstacle: No stones"
    both, _ = cards(seen(FIRST.partition("progress:")[0]), EN)[0].cards
    assert both.lines[0] == "all 2 villages"


def test_cards_of_several_directives_are_in_one_list_with_their_numbers() -> None:
    late = cards(seen(FIRST, SECOND), EN)[0]
    assert (late.title, late.count) == ("Overdue", "3 items (of 2 tasks)")
    assert [(card.number, card.title) for card in late.cards] == [
        ("15-KH/ĐU", "Later still"),
        ("12-CV/ĐU", "Late"),
        ("12-CV/ĐU", "Late"),
    ]
