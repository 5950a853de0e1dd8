"""Groups of owners: “các đoàn thể” means its members wherever owners are named.

All members are owners; where the leads are exactly a group, texts for people have its name.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from asking import data
from asking import report
from running import run
from word_text import text_of

FILE = """\
format: 1
directive: {number: 12-KH/ĐU, issued: 2024-01-02, issuer: Đảng ủy xã Thử, subject: Thử}
villages:
  - {id: thon-1, name: Thôn 1}
  - {id: thon-2, name: Thôn 2}
owners:
  - {id: hoi-phu-nu, name: Hội Phụ nữ}
  - {id: hoi-nong-dan, name: Hội Nông dân}
  - {id: van-phong, name: Văn phòng}
  - {id: ban-phat-trien-thon, name: Ban Phát triển thôn, per_village: true}
  - {id: chi-hoi, name: Chi hội, per_village: true}
owner_groups:
  - {id: doan-the, name: Các đoàn thể, aliases: [Mặt trận], members: [hoi-phu-nu, hoi-nong-dan]}
  - {id: tham-muu, name: Bộ phận tham mưu, members: [van-phong, hoi-nong-dan]}
  - {id: o-thon, name: Các tổ chức ở thôn, members: [ban-phat-trien-thon, chi-hoi]}
tasks:
  - {id: chung, title: Việc chung, owner: doan-the, report_to: tham-muu, due: 2024-02-01}
  - {id: rieng, title: Việc riêng, owner: doan-the, each: owner, due: 2024-02-02}
  - {id: ca-hai, title: Việc cả hai, owner: [doan-the, tham-muu], support: o-thon, due: 2024-02-03}
  - id: ke-ten
    title: Việc kể tên
    owner: [hoi-nong-dan, hoi-phu-nu]
    report_to: [tham-muu, hoi-phu-nu]
    due: 2024-02-04
  - {id: theo-thon, title: Ở thôn, owner: o-thon, villages: all, each: village, due: 2024-02-05}
  - {id: khac, title: Việc khác, owner: van-phong, support: doan-the, due: 2024-02-06}
progress: []
"""
GROUP = "Các đoàn thể"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file with groups of owners."""
    path = tmp_path / "viec.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def leads(file: Path) -> dict[str, list[str]]:
    """Return the ids of all leads of each item."""
    return {
        item["key"]: [owner["id"] for owner in item["owner"]]
        for item in data(file, "list")["items"]
    }


def test_a_group_is_replaced_by_its_members_without_repetition(file: Path) -> None:
    lead_ids = leads(file)
    assert lead_ids["chung"] == ["hoi-phu-nu", "hoi-nong-dan"]
    assert lead_ids["ca-hai"] == ["hoi-phu-nu", "hoi-nong-dan", "van-phong"]
    assert lead_ids["ke-ten"] == ["hoi-nong-dan", "hoi-phu-nu"]


def test_each_owner_gives_every_member_its_own_share(file: Path) -> None:
    lead_ids = leads(file)
    assert lead_ids["rieng@hoi-phu-nu"] == ["hoi-phu-nu"]
    assert lead_ids["rieng@hoi-nong-dan"] == ["hoi-nong-dan"]
    done = ("done", "rieng", "--owner", "Hội Phụ nữ", "--on", "2024-02-01", "-f", str(file))
    assert run(*done).code == 0
    status_of = {item["key"]: item["status"] for item in data(file, "show", "rieng")["items"]}
    assert status_of == {"rieng@hoi-phu-nu": "done", "rieng@hoi-nong-dan": "overdue"}


def test_village_bodies_may_be_members(file: Path) -> None:
    assert leads(file)["theo-thon@thon-1"] == ["ban-phat-trien-thon@thon-1", "chi-hoi@thon-1"]
    for command in (["weekly", "--width", "400"], ["list", "-F", "md"]):
        assert "ác tổ chức ở thôn" in report(file, *command).out  # lower case within a sentence
    addressed = report(file, "remind").out
    assert "Kính gửi: Ban Phát triển Thôn 1" in addressed
    assert "Kính gửi: Chi hội Thôn 2" in addressed


def test_support_and_report_to_may_be_groups(file: Path) -> None:
    items = {item["key"]: item for item in data(file, "list")["items"]}
    assert [owner["id"] for owner in items["khac"]["support"]] == ["hoi-phu-nu", "hoi-nong-dan"]
    assert items["chung"]["report_to"] == ["van-phong", "hoi-nong-dan"]
    assert items["ke-ten"]["report_to"] == ["van-phong", "hoi-nong-dan", "hoi-phu-nu"]


@pytest.mark.parametrize(
    "command",
    [
        ["list", "--width", "300"],
        ["list", "-F", "md"],
        ["list", "-F", "csv"],
        ["export", "-F", "csv", "--raw"],
        ["show", "chung"],
        ["weekly", "--width", "300"],
        ["weekly", "-F", "md"],
        ["status", "-F", "html"],
        ["export", "-F", "ics"],
    ],
)
def test_texts_for_people_name_the_group_if_the_leads_are_exactly_its_members(
    file: Path, command: list[str]
) -> None:
    out = report(file, *command).out.replace("\r\n ", "").replace("\\", "")
    assert GROUP.lower() in out.lower(), "it begins small within a sentence"
    explained, with_another = r"\)", "[;,] Văn phòng"
    alone = f"Hội Phụ nữ[;,] Hội Nông dân(?!{explained}|{with_another})"
    in_another_order = "Hội Nông dân[;,] Hội Phụ nữ"  # which is the same group
    assert re.findall(f"{alone}|{in_another_order}", out) == []


def test_any_other_leads_are_named_individually(file: Path) -> None:
    out = report(file, "list", "-F", "csv", "--raw").out
    (both,) = (line for line in out.splitlines() if line.startswith("ca-hai"))
    assert "Hội Phụ nữ; Hội Nông dân; Văn phòng" in both
    (share,) = (line for line in out.splitlines() if "rieng" in line and "Phụ nữ" in line)
    assert GROUP not in share


def test_show_names_the_group_and_its_members(file: Path) -> None:
    out = " ".join(report(file, "show", "chung", "--width", "200").out.split())
    assert "Chủ trì Các đoàn thể (Hội Phụ nữ; Hội Nông dân)" in out
    assert "Nơi nhận báo cáo Bộ phận tham mưu (Văn phòng; Hội Nông dân)" in out


def test_the_paper_for_signature_names_the_group(file: Path, tmp_path: Path) -> None:
    assert report(file, "weekly", "-o", str(tmp_path / "tuan.docx")).code == 0
    text = text_of((tmp_path / "tuan.docx").read_bytes())
    assert f"| {GROUP} |" in text
    assert "| Các tổ chức ở thôn |" in text, "of who supports, too"


def test_reminders_and_counts_go_to_each_member(file: Path) -> None:
    reminders = data(file, "remind")["reminders"]
    by_owner = {reminder["owner"]["id"]: reminder["overdue"] for reminder in reminders}
    assert {"chung", "rieng@hoi-phu-nu", "ca-hai"} <= set(by_owner["hoi-phu-nu"])
    assert {"chung", "rieng@hoi-nong-dan", "ca-hai"} <= set(by_owner["hoi-nong-dan"])
    rows = {row["owner"]["id"] for row in data(file, "status")["by_owner"]}
    assert {"hoi-phu-nu", "hoi-nong-dan"} <= rows
    assert "doan-the" not in rows


def test_reminders_name_the_group_to_report_to(file: Path) -> None:
    out = " ".join(report(file, "remind", "--owner", "Hội Phụ nữ").out.split())
    assert "Bộ phận tham mưu" in out
    assert "Văn phòng, Hội Nông dân, Hội Phụ nữ" in out, "no group has just these three"


@pytest.mark.parametrize("typed", ["Các đoàn thể", "cac doan the", "doan-the", "Mặt trận"])
def test_a_filter_by_a_group_selects_the_items_of_all_members(file: Path, typed: str) -> None:
    keys = {item["key"] for item in data(file, "list", "--owner", typed)["items"]}
    assert keys == {"chung", "rieng@hoi-phu-nu", "rieng@hoi-nong-dan", "ca-hai", "ke-ten"}


def test_a_filter_by_a_group_selects_village_bodies(file: Path) -> None:
    keys = {item["key"] for item in data(file, "list", "--owner", "o-thon")["items"]}
    assert keys == {"theo-thon@thon-1", "theo-thon@thon-2"}


def test_a_report_names_the_group_of_its_filter(file: Path) -> None:
    assert f"chủ trì {GROUP}" in report(file, "list", "--owner", "doan-the").out
    together = report(file, "list", "--owner", "doan-the", "--owner", "Văn phòng").out
    assert GROUP in together
    assert "Văn phòng" in together


def test_a_search_finds_the_name_that_tables_print(file: Path) -> None:
    keys = {item["key"] for item in data(file, "list", "--search", "đoàn thể")["items"]}
    assert keys == {"chung", "ke-ten"}


def test_a_write_must_name_a_member_of_the_group(file: Path) -> None:
    ran = run("done", "rieng", "--owner", "Các đoàn thể", "-f", str(file), "--lang", "vi")
    assert ran.code == 2
    assert "Hội Phụ nữ; Hội Nông dân" in " ".join(ran.err.split())
    assert file.read_text(encoding="utf-8") == FILE


def test_the_board_can_be_filtered_by_the_group(file: Path) -> None:
    page = report(file, "export", "-F", "html").out
    assert f'<option value="doan-the">{GROUP}</option>' in page


def test_editors_offer_groups_where_owners_are_named(file: Path) -> None:
    schema = json.loads(run("schema", "-f", str(file), "--lang", "vi").out)
    offered = json.dumps(schema["$defs"]["task"]["properties"]["owner"])
    members = json.dumps(schema["$defs"]["ownergroup"]["properties"]["members"])
    assert "doan-the" in offered
    assert "hoi-phu-nu" in members
    assert "doan-the" not in members


def test_an_owner_that_only_a_group_names_is_not_idle(file: Path) -> None:
    strict = run("check", "--strict", "-f", str(file), "--lang", "en")
    assert "nobody-told" in strict.out
    assert "idle-owner" not in strict.out
