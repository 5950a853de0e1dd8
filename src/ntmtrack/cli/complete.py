"""What may come next on a command line: commands, options, and names that stand in the file."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING
from typing import NamedTuple

from typer._click.shell_completion import _resolve_context
from typer._click.shell_completion import _resolve_incomplete

from ntmtrack.cli import commands
from ntmtrack.cli import parser
from ntmtrack.directive import names
from ntmtrack.directive.model import Document
from ntmtrack.reports.views import task_title
from ntmtrack.status import selection
from ntmtrack.status.evaluate import shares
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from typer._click.core import Context
    from typer._click.core import Parameter

# Its texts are those of the code: they are said in the language of the run only when shown.
_ENGLISH = Words("en")
FILES = ("PATH", "FILE")


class Candidate(NamedTuple):
    """Hold what may be typed, what it is, and the other names it is found by."""

    value: str
    about: str = ""
    also: Sequence[str] = ()


class Place(NamedTuple):
    """Say where on a command line a word is being typed.

    It is a value of `param`, else a command or an option. `before` is what stands in it before
    `typed`, such as an option and its `=`.
    """

    context: Context
    param: Parameter | None
    before: str
    typed: str

    @property
    def wants_file(self) -> bool:
        """Tell whether the path of a file is being typed, which shells know best."""
        return self.param is not None and self.param.metavar in FILES


def place(line: Sequence[str], incomplete: str) -> Place:
    """Find what is being typed after the words of a line."""
    program = parser.program(_ENGLISH)
    context = _resolve_context(program, {"obj": _ENGLISH}, "ntmtrack", list(line))
    found, typed = _resolve_incomplete(context, list(line), incomplete)
    param = next((one for one in context.command.params if one is found), None)
    if param and param.param_type_name == "option":  # what stands before it is read only with it
        command, given = context.command, [*line[1:], typed]
        context = command.make_context(line[0], given, context.parent, resilient_parsing=True)
    return Place(context, param, incomplete.removesuffix(typed), typed)


def candidates(
    at: Place, documents: Callable[[], Iterable[Document]], words: Callable[[], Words]
) -> list[Candidate]:
    """Find what the word may become; files are read only where their names are asked for.

    What begins as it was typed comes before what only has a word that does.
    """
    if at.param is None:
        known = _options(at.context) if at.typed.startswith("-") else _commands(at.context)
        found = [one for one in known if one.value.startswith(at.typed)]
    else:
        known = list(_values(at, at.param, documents, words))
        found = [one for one in known if _begins(at.typed, one)] or [
            one for one in known if names.has_words(at.typed, " ".join((one.value, *one.also)))
        ]
    said = words()
    return [
        Candidate(at.before + one.value, one.about and said.say(one.about))
        for one in {one.value: one for one in found}.values()
    ]


def _begins(typed: str, one: Candidate) -> bool:
    return any(names.begins(typed, text) for text in (one.value, *one.also))


def _commands(context: Context) -> list[Candidate]:
    listed: Mapping[str, commands.Listed] = {} if context.parent else commands.COMMANDS
    return [Candidate(name, one.help) for name, one in listed.items()]


def _options(context: Context) -> list[Candidate]:
    return [
        Candidate(name, getattr(one, "help", None) or "")
        for one in context.command.get_params(context)
        if one.param_type_name == "option"
        for name in one.opts
    ]


def _values(
    at: Place,
    param: Parameter,
    documents: Callable[[], Iterable[Document]],
    words: Callable[[], Words],
) -> Iterable[Candidate]:
    """List all that a parameter takes, however it begins."""
    kind = param.name if param.metavar == "NAME" else param.metavar
    if kind == "STATUS":
        return [Candidate(one.id, STATUSES[one.id], one.names) for one in selection.statuses()]
    if kind == "MARK":
        return [Candidate(mark, about) for mark, about in MARKS.items()]
    if kind in _FROM_FILE:
        return chain.from_iterable(_FROM_FILE[kind](at, one, words()) for one in documents())
    return [Candidate(str(one)) for one in getattr(param.type, "choices", ())]


def _villages(_: Place, document: Document, __: Words) -> Iterator[Candidate]:
    for one in document.villages.values():
        yield Candidate(one.name, also=(*one.aliases, one.id))


def _owners(_: Place, document: Document, __: Words) -> Iterator[Candidate]:
    found = selection.owners_of(document)
    for one in sorted(found, key=lambda one: names.order(one.names[0])):
        yield Candidate(one.names[0], also=(*one.names[1:], one.id))


def _clauses(_: Place, document: Document, words: Words) -> Iterator[Candidate]:
    for task in document.tasks.values():
        if task.clause:
            yield Candidate(task.clause, task_title(task, words))


def _tasks(at: Place, document: Document, words: Words) -> Iterator[Candidate]:
    """List the tasks, and their items after an `@`; what nothing is recorded on only to read."""
    recording = commands.COMMANDS[at.context.info_name or ""].module == "writing"
    headings = {task.part_of for task in document.tasks.values()}
    for task in document.tasks.values():
        if recording and (task.superseded_by or task.id in headings):
            continue
        title = task_title(task, words)
        if "@" in at.typed:
            yield from (Candidate(str(key), title) for key in shares(task) if str(key) != task.id)
        else:
            yield Candidate(task.id, title)


def _measures(at: Place, document: Document, _: Words) -> Iterator[Candidate]:
    """List the measures of the tasks that stand on the line already."""
    given = at.context.params
    for id_ in [*(given.get("ids") or ()), given.get("id_")]:
        task = document.tasks.get(str(id_).partition("@")[0])
        for one in task.measures if task else ():
            yield Candidate(f"{one.id}=", one.name)


_FROM_FILE: Mapping[str | None, Callable[[Place, Document, Words], Iterator[Candidate]]] = {
    "village": _villages,
    "owner": _owners,
    "NUMBER": _clauses,
    "ID": _tasks,
    "ID…": _tasks,
    "[MEASURE=]N": _measures,
}
