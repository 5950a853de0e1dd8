"""Who leads and who helps, as one cell of a table says it."""

from __future__ import annotations

import re

from ntmtrack.drafting.extraction import spelling

# Phòng A, phối hợp với Phòng B; and where the cell says who leads: Phòng B phối hợp.
_WITH = re.compile(r"(?:^|[,(]|(?<=chủ trì)| và) ?(?:và )?phối hợp:?(?: với| cùng)? (?P<names>.+)$")
_LEAD_WORDS = re.compile(r"^chủ trì:? | ?[,(]?(?:là (?:đơn vị |cơ quan )?)?chủ trì[),]?$")
# Phòng Vật tư phối hợp Phòng Kế hoạch; not: Tổ phối hợp liên ngành
_JOINED = re.compile(r"(?P<name>\S+ \S.*?) phối hợp (?:với |cùng )?(?P<names>(?:các |[A-ZĐÀ-Ỹ]).+)")
# Behind the one who leads, others do: VP (chủ trì), các phòng
_LEADS_OTHERS = re.compile(
    r" ?\((?:là (?:đơn vị |cơ quan )?)?chủ trì\) ?(?:,|và|cùng|\+|-)? ?(?=\w)"
)


def lead_and_support(cell: str) -> tuple[str, str]:
    """Part the names of a cell in those who lead and those who, as it says, work with them."""
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
