"""The command `help`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from io import StringIO
from typing import Annotated
from typing import Literal
from typing import NamedTuple

from ntmtrack.cli.commands import Command
from ntmtrack.cli.options import LanguageOption
from ntmtrack.cli.output import Look
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Argument
from ntmtrack.storage import files
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Language

# A link to another page or section of the documentation, which a terminal cannot follow.
_LINK = re.compile(r"\[([^]]+)\]\((?!https?:)[^)]*\)")
_MOST_WIDTH = 100  # longer lines are not easier to read

Topic = Literal["format", "dates", "names", "week"]


class _Pages(NamedTuple):
    """Name the page of a topic in each language, and the sections of it to show."""

    about: str
    page: dict[Language, str]
    sections: dict[Language, Sequence[str]] | None = None  # None: the whole page


_FORMAT_PAGES: dict[Language, str] = {"en": "file-format.md", "vi": "dinh-dang-tep.md"}
_TOPICS: dict[Topic, _Pages] = {
    "format": _Pages(N_("The data file, key by key."), _FORMAT_PAGES),
    "dates": _Pages(
        N_("Deadlines and recurring duties, as letters word them."),
        _FORMAT_PAGES,
        {
            "en": ("Deadlines", "A duty that recurs"),
            "vi": ("Văn bản viết thế này, tệp ghi thế này", "Báo cáo định kỳ"),
        },
    ),
    "names": _Pages(
        N_("How to type the names of villages, owners and tasks."),
        {"en": "names.md", "vi": "ten-goi.md"},
    ),
    "week": _Pages(
        N_("An office's week: what to type on which day."),
        {"en": "week.md", "vi": "tuan-lam-viec.md"},
    ),
}


class HelpOptions(LanguageOption):
    """Define the options of `help`."""

    topic: Annotated[
        Topic | None,
        Argument(metavar="TOPIC", help=N_("A command, or format, dates, names or week.")),
    ] = None


def help_(run: Run, options: HelpOptions) -> Exit:
    """Show a page of the documentation, or list the topics."""
    if options.topic is None:
        topics = _TOPICS.items()
        rows = [f"ntmtrack help {name:<8}{run.words.say(pages.about)}" for name, pages in topics]
        run.streams.print("\n".join([*rows, run.words.say("ntmtrack --help lists all commands.")]))
        return Exit.OK
    pages, language = _TOPICS[options.topic], run.words.language
    text = files.read(files.page(pages.page[language])).decode()
    page = "\n".join(_sections(text, pages.sections[language])) if pages.sections else text
    run.streams.print(_laid_out(page, run.streams.look()))
    return Exit.OK


def _sections(page: str, headings: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the sections with these headings."""
    is_shown = False
    for line in page.splitlines():
        if line.startswith("## "):
            is_shown = line.removeprefix("## ") in headings
        if is_shown:
            yield line


def _laid_out(text: str, look: Look) -> str:
    """Render a page for a terminal."""
    from rich.console import Console
    from rich.markdown import Markdown

    out = StringIO()
    console = Console(
        file=out,
        width=min(look.width, _MOST_WIDTH),
        force_terminal=look.color,
        no_color=not look.color,
        highlight=False,
    )
    console.print(Markdown(_LINK.sub(r"\1", text), hyperlinks=False))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


COMMAND = Command(HelpOptions, help_)
