"""Splits a cell of a table into leads, helpers and deadline."""

from __future__ import annotations

import re
from datetime import date

from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases

# Phòng A, phối hợp với Phòng B; Phòng B phối hợp counts only if the cell names a lead.
_WITH = re.compile(r"(?:^|[,(]|(?<=chủ trì)| và) ?(?:và )?phối hợp:?(?: với| cùng)? (?P<names>.+)$")
_LEAD_WORDS = re.compile(r"^chủ trì:? | ?[,(]?(?:là (?:đơn vị |cơ quan )?)?chủ trì[),]?$")
# Phòng Vật tư phối hợp Phòng Kế hoạch; not: Tổ phối hợp liên ngành
_JOINED = re.compile(r"(?P<name>\S+ \S.*?) phối hợp (?:với |cùng )?(?P<names>(?:các |[A-ZĐÀ-Ỹ]).+)")
# Helpers after the lead: VP (chủ trì), các phòng
_LEADS_OTHERS = re.compile(
    r" ?\((?:là (?:đơn vị |cơ quan )?)?chủ trì\) ?(?:,|và|cùng|\+|-)? ?(?=\w)"
)
# The leader of several people: Nguyễn Thị Thảo (trưởng), Lê Minh
_FIRST_OF_THEM = re.compile(
    r" ?\((?:trưởng(?: (?:nhóm|đoàn|tiểu ban))?|nhóm trưởng|chính|phụ trách chính|đầu mối)\)"
)


def lead_and_support(cell: str) -> tuple[str, str]:
    """Split the names in a cell into leads and helpers, one name or list per line."""
    if len(parts := _FIRST_OF_THEM.split(cell)) == 2:
        *others, leader = re.split(r"[,;\n] ?", parts[0].strip())
        return leader, "\n".join(filter(None, (*others, parts[1].strip(" ,;\n"))))
    leads: list[str] = []
    helpers: list[str] = []
    says_who_leads = "chủ trì" in spelling.level(cell)
    for line in re.split(r"[;\n]", cell):
        low = spelling.level(line.strip())
        name = line.strip()
        if match := _WITH.search(low):
            helpers.append(name[match.start("names") :].strip(" )"))
            name, low = name[: match.start()], low[: match.start()]
        elif match := _JOINED.fullmatch(name):
            name, more = match.group("name", "names")
            helpers.append(more)
            low = spelling.level(name)
        elif says_who_leads and low.endswith(" phối hợp"):
            helpers.append(name[: -len(" phối hợp")])
            continue
        if match := _LEADS_OTHERS.search(low):
            helpers.append(name[match.end() :])
            name, low = name[: match.start()], low[: match.start()]
        if match := _LEAD_WORDS.search(low):
            name = name[: match.start()] or name[match.end() :]
        leads.append(name.strip())
    return "\n".join(filter(None, leads)), "\n".join(filter(None, helpers))


_GIVEN = re.compile(r"^giao (?:cho )?", re.IGNORECASE)


def names_and_time(cell: str, issued: date | None) -> tuple[str, str]:
    """Split a cell into names and the time after them: Công an xã, xong trước 20/10.

    A cell that begins with a time, or has none, is all names.
    """
    parts = re.split(r"([,;\n] ?)", _GIVEN.sub("", cell))
    timed = [
        at
        for at, part in enumerate(parts[::2])
        if any(time.fields or time.doubts for time in time_phrases.in_cell(part.strip(), issued))
    ]
    if not timed or timed[0] == 0:
        return cell, ""
    cut = 2 * timed[0]
    return "".join(parts[: cut - 1]), "".join(parts[cut:]).strip()
