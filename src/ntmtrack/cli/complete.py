"""Completion: which commands, options and names of the data file can come next on a line."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING
from typing import Any

from ntmtrack.cli.commands import COMMANDS
from ntmtrack.cli.commands import Command
from ntmtrack.cli.commands import command_reader
from ntmtrack.cli.commands import find
from ntmtrack.cli.commands import program_reader
from ntmtrack.cli.typer_adapter import Parameter
from ntmtrack.cli.typer_adapter import Reader
from ntmtrack.cli.typer_adapter import choices
from ntmtrack.cli.typer_adapter import is_argument
from ntmtrack.cli.typer_adapter import is_flag
from ntmtrack.cli.write_options import WriteOptions
from ntmtrack.directive import alphabet
from ntmtrack.directive import dates
from ntmtrack.directive import names
from ntmtrack.records import Record
from ntmtrack.wording.words import LABELS
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.directive.model import Document
    from ntmtrack.directive.model import Task
    from ntmtrack.directive.name_index import IndexedTask
    from ntmtrack.directive.name_index import NameIndex

FILES = ("PATH", "FILE")
COLUMNS = "COLUMNS"
_FOR = "for_"  # the option that names an occurrence of a duty
_MOST_REPORTS = 12


class Candidate(Record):
    """Describe a possible completion, and the other names that it is found by."""

    value: str
    about: str = ""
    aliases: Sequence[str] = ()


class DataFiles(Record):
    """Provide the functions that read the data files: only their names, or whole documents."""

    names: Callable[[], Iterable[NameIndex]]
    documents: Callable[[], Iterable[Document]]


class Position(Record):
    """Describe the word being typed on a command line.

    It is a value of `parameter`, or else a command or an option. `before` is the part of the word
    that precedes `typed`, such as an option and its `=`; `values` are those of the rest of the
    line.
    """

    reader: Reader
    typed: str
    before: str = ""
    parameter: Parameter | None = None
    command: Command[Any] | None = None
    values: Mapping[str, Any] = {}
    now: datetime | None = None

    @property
    def can_continue(self) -> bool:
        """Return whether more can follow without a space: column names, separated by commas."""
        return self.parameter is not None and self.parameter.metavar == COLUMNS

    @property
    def wants_file(self) -> bool:
        """Return whether the path of a file is being typed, which shells complete best."""
        return self.parameter is not None and self.parameter.metavar in FILES


def position(line: Sequence[str], incomplete: str, now: datetime | None = None) -> Position:
    """Find out which word is being typed after the words of a line."""
    program = program_reader()
    name, *arguments = program.read(line, leniently=True).rest or [""]
    if name not in COMMANDS:
        return Position(program, incomplete)
    command = find(name)
    reader = command_reader(name, command)
    option, equals, value = incomplete.partition("=")
    typed = value if equals and option.startswith("-") else incomplete
    before = incomplete.removesuffix(typed)
    words = [*arguments, option] if before else arguments
    parameter = _parameter_at(reader, words, typed)
    if parameter and not is_argument(parameter):  # an option can only be read with a value
        words = [*words, typed]
    values = reader.read(words, leniently=True).values
    if parameter and parameter.metavar == COLUMNS:
        first, comma, typed = typed.rpartition(",")
        before += first + comma
    return Position(reader, typed, before, parameter, command, values, now)


def _parameter_at(reader: Reader, words: Sequence[str], typed: str) -> Parameter | None:
    """Find the parameter whose value is being typed; None for an option or a surplus word."""
    if typed.startswith("-") and "--" not in words:
        return None
    for parameter in reader.parameters:
        if words and words[-1] in parameter.opts and not is_flag(parameter):
            return parameter
    names_typed = reader.read(words, leniently=True).typed
    for parameter in reader.parameters:
        if is_argument(parameter) and (parameter.nargs == -1 or parameter.name not in names_typed):
            return parameter
    return None


def candidates(at: Position, files: DataFiles, words: Callable[[], Words]) -> list[Candidate]:
    """Return what the word can be completed to; read data files only for names that they hold.

    If no candidate begins with what was typed, return those in which a later word does.
    """
    if at.parameter is None:
        options = at.typed.startswith("-")
        known: Iterable[Candidate] = (
            _options(at.reader, words()) if options else _commands(at, words())
        )
        matching = [candidate for candidate in known if candidate.value.startswith(at.typed)]
    else:
        known = list(_values(at, at.parameter, files, words))
        matching = [candidate for candidate in known if _begins(at.typed, candidate)] or [
            candidate
            for candidate in known
            if names.has_words(at.typed, " ".join((candidate.value, *candidate.aliases)))
        ]
    by_value = {candidate.value: candidate for candidate in matching}
    return [
        Candidate(at.before + value, candidate.about, candidate.aliases)
        for value, candidate in by_value.items()
    ]


def _begins(typed: str, candidate: Candidate) -> bool:
    return any(names.begins_as_typed(typed, text) for text in (candidate.value, *candidate.aliases))


def _commands(at: Position, words: Words) -> list[Candidate]:
    if at.command:
        return []
    return [Candidate(name, words.say(about)) for name, about in COMMANDS.items()]


def _options(reader: Reader, words: Words) -> list[Candidate]:
    return [
        Candidate(name, words.say(parameter.help) if parameter.help else "")
        for parameter in reader.parameters
        if not is_argument(parameter)
        for name in parameter.opts
    ]


def _values(
    at: Position, parameter: Parameter, files: DataFiles, words: Callable[[], Words]
) -> Iterable[Candidate]:
    """Yield the values that a parameter takes, whatever was typed; tasks only if they may match."""
    named_itself = parameter.metavar == "NAME" or parameter.name == _FOR
    kind = parameter.name if named_itself else parameter.metavar
    if kind == "STATUS":
        return _statuses(words())
    if kind == "MARK":
        return _marks(words())
    if kind == COLUMNS:
        return _columns(at, words())
    if kind in _NAMED:
        list_values = _NAMED[kind]
        return chain.from_iterable(list_values(at, index, words()) for index in files.names())
    if kind in _OF_NAMED_TASKS:
        owned = _OF_NAMED_TASKS[kind]
        return chain.from_iterable(owned(at, document) for document in files.documents())
    return [Candidate(choice) for choice in choices(parameter)]


def _statuses(words: Words) -> Iterator[Candidate]:
    from ntmtrack.status import selection

    duplicates = (
        selection.READING_OF_STATUS.values()
    )  # statuses that another word of the list selects as well
    for word in selection.statuses():
        if word.id not in duplicates:
            yield Candidate(word.id, words.say(LABELS[word.id]), word.names)


def _marks(words: Words) -> Iterator[Candidate]:
    from ntmtrack.status import selection

    for mark in selection.marks():
        yield Candidate(mark.id, words.say(MARKS[mark.id]), mark.names)


def _records(at: Position) -> bool:
    return at.command is not None and issubclass(at.command.options, WriteOptions)


def _columns(at: Position, words: Words) -> Iterator[Candidate]:
    """Yield the columns of tables of items that the word does not contain already."""
    from ntmtrack.reports import item_lists

    typed = at.before.rpartition("=")[2].split(",")
    typed_names = {names.fold(name) for name in typed}
    for column, thing in zip(item_lists.COLUMNS, item_lists.named_columns(), strict=True):
        if typed_names.isdisjoint(names.fold(name) for name in (thing.id, *thing.names)):
            yield Candidate(thing.id, words.say(column.heading), thing.names)


def _villages(_: Position, index: NameIndex, __: Words) -> Iterator[Candidate]:
    for village in index.villages.values():
        yield Candidate(village.name, aliases=(*village.aliases, village.id))


def _owners(at: Position, index: NameIndex, _: Words) -> Iterator[Candidate]:
    """Yield the owners and, unless the command records something, groups of owners."""
    from ntmtrack.status import selection

    hidden = index.owner_groups if _records(at) else ()
    owners = [owner for owner in selection.owners_of(index) if owner.id not in hidden]
    for owner in sorted(owners, key=lambda owner: alphabet.dictionary_key(owner.names[0])):
        yield Candidate(owner.names[0], aliases=(*owner.names[1:], owner.id))


def _clauses(at: Position, index: NameIndex, words: Words) -> Iterator[Candidate]:
    clauses = index.of_tasks("clause")
    for place in names.likely_indexes(at.typed, clauses):
        task = index.task(place)
        yield Candidate(clauses[place], words.title(task.title, task.title_en))


def _tasks(at: Position, index: NameIndex, words: Words) -> Iterator[Candidate]:
    """Yield the tasks, or their items after an `@`; when recording, only the recordable ones."""
    of_items = "@" in at.typed
    likely = _places_before_share if of_items else names.likely_indexes
    headings = set(index.of_tasks("part_of")) if _records(at) else None
    for task in map(index.task, likely(at.typed, index.of_tasks("id"))):
        if headings is not None and (task.superseded_by or task.id in headings):
            continue
        title = words.title(task.title, task.title_en)
        if of_items:
            yield from (Candidate(key, title) for key in _items(task))
        else:
            yield Candidate(task.id, title)


def _places_before_share(typed: str, ids: Iterable[str]) -> list[int]:
    """Return the positions of the ids that end with what was typed before an `@`.

    The `@` makes one word of a task and a share.
    """
    joined = next(word for word in names.fold(typed).split() if "@" in word)
    ending = joined.partition("@")[0]
    return [place for place, id_ in enumerate(ids) if id_.endswith(ending)]


def _items(task: IndexedTask) -> Iterator[str]:
    """Return the ids of a task's items, without the task's own id."""
    from ntmtrack.status.evaluate import shares

    return (str(key) for key in shares(task) if str(key) != task.id)


def _named_tasks(at: Position, document: Document) -> Iterator[Task]:
    """Yield the tasks that the line names already."""
    for id_ in [*(at.values.get("ids") or ()), at.values.get("id_")]:
        if task := document.tasks.get(str(id_).partition("@")[0]):
            yield task


def _measures(at: Position, document: Document) -> Iterator[Candidate]:
    """Yield the measures of the tasks that the line names already."""
    for task in _named_tasks(at, document):
        for measure in task.measures:
            yield Candidate(f"{measure.id}=", measure.name)


def _reports(at: Position, document: Document) -> Iterator[Candidate]:
    """Yield the occurrences of the duties on the line: the next one, then earlier ones."""
    from ntmtrack.directive import periods
    from ntmtrack.directive import recurrence

    if at.now is None:
        return
    moment = dates.moment_in(at.now, document.directive.timezone).at
    for repeat in [task.repeat for task in _named_tasks(at, document) if task.repeat]:
        total = recurrence.count_all(repeat)
        following = recurrence.count_passed(repeat, moment)
        newest = following if total is None else min(following, total - 1)
        for number in range(newest, max(-1, newest - _MOST_REPORTS), -1):
            day = recurrence.day_of(repeat, number)
            yield Candidate(periods.name_of(recurrence.name_on(repeat, day)))


_NAMED: Mapping[str | None, Callable[[Position, NameIndex, Words], Iterator[Candidate]]] = {
    "village": _villages,
    "owner": _owners,
    "NUMBER": _clauses,
    "ID": _tasks,
    "ID…": _tasks,
}
_OF_NAMED_TASKS: Mapping[str | None, Callable[[Position, Document], Iterator[Candidate]]] = {
    "[MEASURE=]N": _measures,
    _FOR: _reports,
}
