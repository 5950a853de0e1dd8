"""The generated pages of the documentation: the commands, and everything that can go wrong."""

from __future__ import annotations

import inspect
import pkgutil
import re
import textwrap
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from error_cases import CASES
from error_cases import expected_code
from running import run

from ntmtrack import wording
from ntmtrack.cli.commands import COMMANDS
from ntmtrack.wording.codes import Code
from ntmtrack.wording.codes import Message
from ntmtrack.wording.problem_text import MESSAGES
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words

WIDEST = 96
_PARAGRAPH = re.compile(
    r"^(?:\S+:(?:\d+:\d+|[^:\n]+![A-Z]+\d+|\S+): )?(?P<wrong>.*) \[(?P<code>[a-z0-9-]+)\]\n"
    r"(?P<excerpt> {4}.*\n +\^\n)?"
    r"(?P<remedy>  .*)?"
    r"(?P<commands>(?:\n {4}ntmtrack .*)*)",
    re.MULTILINE,
)
_COMMANDS_INTRODUCTIONS: dict[Language, str] = {
    "en": """\
# Commands

Made from `ntmtrack COMMAND --help` by `make docs`, and held to it by a test.
[The same in Vietnamese](lenh.md).
""",
    "vi": """\
# Các lệnh

Trang này được lập tự động từ `ntmtrack LỆNH --help` (bằng `make docs`) và luôn đúng với chương
trình. Dùng hằng tuần thế nào: [huong-dan.md](huong-dan.md). [Bản tiếng Anh](commands.md).
""",
}
_ERRORS_INTRODUCTION = """\
# All that can go wrong

Each problem has a code that stays the same in every version, so that scripts may look for it. Below
each stands a file or a command that is wrong in that way, and what the program says of it: what is
wrong, then what to write or do instead. A line of a file is shown with a mark under the place.

Mỗi lỗi có một mã cố định. Dưới mỗi mã là một tệp hoặc một lệnh sai như thế và câu trả lời của
chương trình bằng hai thứ tiếng: sai ở đâu, rồi sửa thế nào.

This page is made by `make docs` from `tests/errors`, where the whole files are.
"""


class Kind(NamedTuple):
    """Hold the messages of one module, with a heading taken from its docstring."""

    title: str
    messages: dict[Code, Message]


def commands_page(language: Language) -> str:
    """Return a page with the help of every command."""
    words = Words(language)
    contents = [f"- [`{name}`](#{name}): {words.say(about)}" for name, about in COMMANDS.items()]
    parts = [_COMMANDS_INTRODUCTIONS[language], "\n".join(contents) + "\n"]
    for name in COMMANDS:
        shown = run(name, "--help", NTMTRACK_LANG=language).out
        parts.append(f"## {name}\n\n```text\n{shown}```\n")
    return "\n".join(parts)


def errors_page() -> str:
    """Return a page with every code and an example of each of its messages."""
    contents, parts = [], []
    for kind in _kinds():
        codes = dict.fromkeys(message.printed for message in kind.messages)
        links = " ·\n".join(f"[`{code}`](#{code})" for code in codes)
        contents.append(f"**{kind.title}**\n\n{links}\n")
        parts.append(f"## {kind.title}\n")
        for code in codes:
            variants = [message for message in kind.messages if message.printed == code]
            examples = "\n".join(_example(message) for message in variants)
            parts.append(f"### {code}\n\n```text\n{examples}```\n")
    return "\n".join([_ERRORS_INTRODUCTION, *contents, *parts])


def _kinds() -> list[Kind]:
    """Return the kinds of messages, in the order of MESSAGES."""
    names = [one.name for one in pkgutil.iter_modules(wording.__path__)]
    modules = (
        import_module(f"ntmtrack.wording.{name}") for name in names if name.endswith("_messages")
    )
    order = list(MESSAGES)
    return sorted(map(_kind, modules), key=lambda kind: order.index(next(iter(kind.messages))))


def _kind(module: ModuleType) -> Kind:
    """Make a heading from a docstring: “The log” from “The sentences of problems in the log”."""
    about = re.sub(r"\AThe sentences of problems \w+ ", "", inspect.getdoc(module) or "")
    title = re.split(r"[:,.]", about, maxsplit=1)[0]
    messages = next(value for name, value in vars(module).items() if name.endswith("_MESSAGES"))
    return Kind(title[0].upper() + title[1:], messages)


def _example(code: Code) -> str:
    """Return the wrong input in the plainest case of a message, and the answers to it."""
    case = _plainest_cases()[code]
    messages = {language: _paragraph_of(case, code.printed, language) for language in LANGUAGES}
    command = case / "command.txt"
    if command.exists():
        last = command.read_text(encoding="utf-8").splitlines()[-1]
        wrong = f"{last[:WIDEST]}{'…' * (len(last) > WIDEST)}\n"
    else:
        wrong = "".join(
            line[:WIDEST] + "\n" for line in (messages["en"]["excerpt"] or "").splitlines()
        )
    answers = "".join(_wrapped(f"{language}  ", messages[language]) for language in ("en", "vi"))
    return wrong + answers


@cache
def _plainest_cases() -> dict[str, Path]:
    """Return the case with the shortest name for each message."""
    plainest: dict[str, Path] = {}
    for case in sorted(CASES, key=lambda case: len(case.name)):
        plainest.setdefault(expected_code(case), case)
    return plainest


def _paragraph_of(case: Path, code: str, language: Language) -> re.Match[str]:
    text = (case / f"{language}.txt").read_text(encoding="utf-8")
    return next(paragraph for paragraph in _PARAGRAPH.finditer(text) if paragraph["code"] == code)


def _wrapped(start: str, message: re.Match[str]) -> str:
    lines: list[str] = []
    commands = [command.strip() for command in message["commands"].splitlines()]
    for sentence in (message["wrong"], (message["remedy"] or "").strip(), *commands):
        if sentence:
            indent = start if not lines else " " * len(start)
            lines += textwrap.wrap(
                sentence,
                WIDEST,
                initial_indent=indent,
                subsequent_indent=" " * len(start),
                break_long_words=False,
                break_on_hyphens=False,
            )
    return "\n".join(lines) + "\n"
