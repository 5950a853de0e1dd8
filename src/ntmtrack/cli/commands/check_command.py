"""The command `check`."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import Renderer
from ntmtrack.cli.formats import emit
from ntmtrack.cli.options import Files
from ntmtrack.cli.options import Format
from ntmtrack.cli.options import OutputOptions
from ntmtrack.cli.run import Run
from ntmtrack.cli.several import find_copies
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.storage import files
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import join_errors
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from ntmtrack.directive.model import Loaded


class CheckOptions(OutputOptions):
    """Define the options of `check`."""

    file: Files = None
    strict: Annotated[
        bool, Option("--strict", help=N_("Also warn about doubtful dates, owners and reports."))
    ] = False
    coverage: Annotated[
        bool, Option("--coverage", help=N_("Also warn about clauses that no task comes from."))
    ] = False


def check(run: Run, options: CheckOptions) -> Exit:
    """Report every problem of one or several data files."""
    from ntmtrack.directive import log

    loaded, unread = _load_all(run, options)
    run.file_language = next((file.language for _, file in loaded if file.language), None)
    run.learn_language()
    run.warn_of_linked_folders(options)
    copies = find_copies(
        (path, file.document and file.document.directive) for path, file in loaded
    ).values()
    for _, file in loaded:
        if file.document:
            run.name_example(file.document, options)
        run.warn_of_clocks(log.newest_stamp(file.document.progress) if file.document else None)
    if loaded:
        problems = [problem for _, file in loaded for problem in file.problems]
        problems += [copy for path, _ in loaded for copy in run.conflict_copies(path)]
        emit(run, options, FORMATS, [*problems, *copies])
    invalid = bool(copies) or any(file.document is None for _, file in loaded)
    if unread:
        raise join_errors([*unread, *([NtmError((), Exit.DATA)] if invalid else [])])
    return Exit.DATA if invalid else Exit.OK


def _load_all(run: Run, options: CheckOptions) -> tuple[list[tuple[Path, Loaded]], list[NtmError]]:
    """Load the files without their kept copies; return also the errors of unreadable files."""
    from ntmtrack.datafile import checks
    from ntmtrack.datafile import load

    strict = checks.STRICT if options.strict else ()
    coverage = checks.COVERAGE if options.coverage else ()
    more_checks = (checks.future_entries(run.clock()), *strict, *coverage)
    loaded: list[tuple[Path, Loaded]] = []
    unread: list[NtmError] = []
    for data_file in run.data_files(options):
        try:
            data = files.read(data_file.path)
        except NtmError as error:
            unread.append(error)
        else:
            name = str(data_file.path)
            loaded.append((data_file.path, load.load(data, name, more_checks)))
    return loaded, unread


def _as_text(run: Run, _: CheckOptions, problems: Sequence[Problem]) -> str:
    from ntmtrack.wording import problem_text

    return problem_text.as_text(problems, run.words, run.file_option())


def _as_json(run: Run, _: CheckOptions, problems: Sequence[Problem]) -> str:
    from ntmtrack.wording import problem_text

    return problem_text.as_json(problems, run.words, run.file_option())


FORMATS: Mapping[Format, Renderer[CheckOptions, Sequence[Problem]]] = {
    Format.TEXT: _as_text,
    Format.JSON: _as_json,
}
COMMAND = Command(CheckOptions, check, FORMATS)
