"""A directive with any words, plain or hostile, in every place that takes text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

# Texts that a terminal, a mail, a page, a sheet, a document or a calendar would take for more than
# text. There are no control characters among them, as no data file can hold them
# (tests/program/test_cli.py).
PAYLOADS = (
    "\u202egnp.exe\u202c",
    "\u2066x\u2069 \u200ey",
    "a\u200bb\u200dc\u00add",
    "a\U000e0041b\ue000\u0378",
    "שלום عربي",
    "e" + "\u0301" * 60,
    "nbsp\u00a0\u3000x",
    "dòng\nmột\n\nhai\t| ba |",
    "\t=1+1",
    "[red]x[/red] :smile: [link=http://x.example]y[/link]",
    "[/red] [/]",
    "%s {braces} {0} {{ 7*7 }} {% raw %} $x$",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>' onmouseover='x",
    "</td></table></style></script><svg onload=x>",
    "&lt;b&gt; &amp; &#65; ]]> <!-- <w:p/>",
    "javascript:alert(1) http://x.example www.x.example a@x.example",
    '=HYPERLINK("http://x.example","x")',
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",  # noqa: RUF001 - a full-width sign works, too
    " =1",
    "'=1",
    "_x0041_ _x000D_",
    "<r><t>x</t> & y</r>",
    "a | b || \\| c \\",
    "`x` ``` ~~~",
    "[x](javascript:alert(1)) ![y](http://x.example) [z]: q",
    "# một",
    "- [ ] *hai* **ba** _bốn_ ~~năm~~",
    "1. một\n    hai\n---\n===",
    "x\nATTACH:http://x.example\nEND:VTODO",
    'a;b,c:d\\n\\,\\;\\N\\\\N"^n',
    "😀 dài " * 40,
)


class _Plain(yaml.SafeDumper):
    """Write repeated values in full, as the format has no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


WORDS = tuple(f"chữ{number:03}" for number in range(len(PAYLOADS)))


def directive(words: tuple[str, ...]) -> bytes:
    """Return a data file that contains each of the words in each text field."""
    count = len(words)
    ids = range(count)
    every = [" ".join(words[start:] + words[:start]) for start in ids]
    number, issuer, subject, superior, place, signer, office, body = every[17:25]
    document = {
        "format": "1",
        "directive": {
            "number": f"1-CV/{number}",
            "issued": "2024-03-01",
            "issuer": issuer,
            "subject": subject,
            "superior": superior,
            "place": place,
            "clauses": list(words),
            "signer": {"name": signer, "title": office, "for": body},
        },
        "settings": {
            "report": {
                "abbreviation": "ĐU",
                "recipients": [{"name": word, "why": word} for word in words],
            }
        },
        "villages": [{"id": f"v-{i}", "name": words[i], "aliases": [f"a {words[i]}"]} for i in ids],
        "owners": [
            {"id": f"o-{i}", "name": word, "title": word, "aliases": [f"b {word}"]}
            for i, word in enumerate(words)
        ],
        "owner_groups": [
            {
                "id": f"og-{i}",
                "name": f"g {words[i]}",
                "aliases": [f"c {words[i]}"],
                "members": [f"o-{i}", f"o-{(i + 1) % count}"],
            }
            for i in ids
        ],
        "events": [
            {"id": f"e-{i}", "name": words[i], **({"date": "2024-03-09"} if i % 2 else {})}
            for i in ids
        ],
        "tasks": [task for i in ids for task in _tasks(i, words)],
        "amendments": [
            {
                "number": words[i],
                "issued": "2024-03-05",
                "tasks": [f"t-{i}"],
                "due": "2024-03-12",
                "note": words[i],
            }
            for i in ids
        ],
        "progress": [entry for i in ids for entry in _log(i, words)],
    }
    style: dict[str, Any] = {"default_style": '"', "width": 10**6, "sort_keys": False}
    written: str = yaml.dump(document, Dumper=_Plain, **style)
    return written.encode()


def _tasks(i: int, words: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    said = dict.fromkeys(
        ("title", "title_en", "clause", "place", "evidence", "note", "product"), words[i]
    )
    others = [f"o-{(i + step) % len(words)}" for step in range(3)]
    measures = [{"id": "m", "name": words[i], "unit": words[i], "at_least": "5"}]
    named = {"owner": f"og-{i}", "leader": others[:1], "support": others[2:]}
    shared = {**said, **named, "measures": measures}
    village = {"villages": [f"v-{i}"], "each": "village"}
    dated = {"due": "2024-03-10", "due_place": words[i]}
    yield {"id": f"t-{i}", **shared, **village, **dated}
    yield {"id": f"td-{i}", **shared, "repeat": {"every": "day", "from": "2024-03-08"}}
    yield {"id": f"te-{i}", **shared, "event": f"e-{i}", "source": words[i]}
    yield {"id": f"tn-{i}", **shared, "no_date": words[i]}


def _log(i: int, words: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    said = {"by": words[i], "note": words[i], "evidence": [words[i]]}
    own = {"task": f"t-{i}", "village": f"v-{i}"}
    yield {**own, "mark": "started", "on": "2024-03-07", **said, "amounts": {"m": "3"}}
    yield {**own, "mark": "obstacle", "on": "2024-03-12", **said}
    yield {"task": f"td-{i}", "mark": "done", "on": "2024-03-11", **said}
    yield {"task": f"te-{i}", "mark": "done", "on": "2024-03-11", **said}
