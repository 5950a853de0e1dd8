"""Who leads and who helps, as one cell of a table says it."""

from __future__ import annotations

import re
from datetime import date

from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases

# Phòng A, phối hợp với Phòng B; and where the cell says who leads: Phòng B phối hợp.
_WITH = re.compile(r"(?:^|[,(]|(?<=chủ trì)| và) ?(?:và )?phối hợp:?(?: với| cùng)? (?P<names>.+)$")
_LEAD_WORDS = re.compile(r"^chủ trì:? | ?[,(]?(?:là (?:đơn vị |cơ quan )?)?chủ trì[),]?$")
# Phòng Vật tư phối hợp Phòng Kế hoạch; not: Tổ phối hợp liên ngành
_JOINED = re.compile(r"(?P<name>\S+ \S.*?) phối hợp (?:với |cùng )?(?P<names>(?:các |[A-ZĐÀ-Ỹ]).+)")
# Behind the one who leads, others do: VP (chủ trì), các phòng
_LEADS_OTHERS = re.compile(
    r" ?\((?:là (?:đơn vị |cơ quan )?)?chủ trì\) ?(?:,|và|cùng|\+|-)? ?(?=\w)"
)
# The first of several people, who leads them: Nguyễn Thị Thảo (trưởng), Lê Minh
_FIRST_OF_THEM = re.compile(
    r" ?\((?:trưởng(?: (?:nhóm|đoàn|tiểu ban))?|nhóm trưởng|chính|phụ trách chính|đầu mối)\)"
)


def lead_and_support(cell: str) -> tuple[str, str]:
    """Part the names of a cell in those who lead and those who, as it says, work with them."""
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
    """Part a cell in the names and the words of the time behind them: Công an xã, xong trước 20/10.

    All is names where the time would leave none.
    """
    parts = re.split(r"([,;\n] ?)", _GIVEN.sub("", cell))
    timed = [
        at
        for at, part in enumerate(parts[::2])
        if any(time.says or time.doubts for time in time_phrases.in_cell(part.strip(), issued))
    ]
    if not timed or timed[0] == 0:
        return cell, ""
    cut = 2 * timed[0]
    return "".join(parts[: cut - 1]), "".join(parts[cut:]).strip()
