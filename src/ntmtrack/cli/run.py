"""One run of the program: its clock, environment, streams and language, and what it reads."""

from __future__ import annotations

import contextlib
import re
import traceback
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.cli.options import FileOptions
from ntmtrack.cli.options import ReportOptions
from ntmtrack.cli.output import Streams
from ntmtrack.directive import dates
from ntmtrack.directive.dates import Moment
from ntmtrack.storage import files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import failure
from ntmtrack.wording.problem import unplaced
from ntmtrack.wording.problem import usage
from ntmtrack.wording.problem import warning_of
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words
from ntmtrack.yamltext import LONGEST_FILE
from ntmtrack.yamltext import MIB

if TYPE_CHECKING:
    from ntmtrack.directive.model import Directive
    from ntmtrack.directive.model import Document
    from ntmtrack.directive.model import Loaded
    from ntmtrack.status.view import View


class Run:
    """Hold the clock, the environment, the streams and the language of a run.

    `main` creates it and passes it down. The typed language is known once the command line is read,
    and the file's language once the data file is read.
    """

    def __init__(
        self,
        streams: Streams,
        environment: Mapping[str, str],
        clock: Callable[[], datetime] = dates.clock,
    ) -> None:
        self.streams = streams
        self.environment = environment
        self.clock = clock
        self.typed_language: Language | None = None
        self.file_language: Language | None = None
        self.file_place: str | None = None  # the file's own word for its villages, such as “thôn”
        self._clocks_compared = False
        self._options: FileOptions | None = None  # the options that name the data files
        self._files: dict[tuple[str, ...], list[files.DataFile]] = {}  # by the typed names

    @property
    def words(self) -> Words:
        """Return the words of the language typed, NTMTRACK_LANG, the file or the locale."""
        get = self.environment.get
        for choice in (self.typed_language, get("NTMTRACK_LANG"), self.file_language):
            for language in LANGUAGES:
                if choice == language:
                    return Words(language, self.file_place)
        locale = get("LC_ALL") or get("LC_MESSAGES") or get("LANG") or system.locale_of_user()
        return Words("vi" if locale.startswith("vi") else "en", self.file_place)

    def expect_files(self, options: FileOptions) -> None:
        """Remember the files that a command names: its errors are in their language."""
        self._options = options

    def data_files(self, options: FileOptions) -> list[files.DataFile]:
        """Find the data files that a command is about; search each folder only once a run."""
        self._options = options
        names = tuple(options.file or ())
        if names not in self._files:
            self._files[names] = files.find(names, self.environment, _folder())
        return self._files[names]

    def data_file(self, options: FileOptions) -> files.DataFile:
        """Find the data file of a command that accepts only one."""
        first, *others = self.data_files(options)
        if others:
            raise usage(wording.Code.ONE_FILE, count=len(others) + 1)
        return first

    def finds_by_itself(self, path: Path) -> bool:
        """Return whether commands find this data file without being given its name."""
        try:
            own_files = files.find((), self.environment, _folder())
        except NtmError:  # NTMTRACK_FILE names a folder without a data file
            return False
        return [files.identity(file.path) for file in own_files] == [files.identity(path)]

    def own_file(self, options: FileOptions) -> Path:
        """Find the data file of a command that changes it; refuse the example that came along."""
        file = self.data_file(options)
        if file.packaged:
            raise NtmError([unplaced(wording.Code.PACKAGED_COPY)], Exit.CANT_CREATE)
        return file.path

    def warn_of_linked_folders(self, options: FileOptions) -> None:
        """Print which linked folders were not searched."""
        for path in files.linked_folders(options.file or (), self.environment):
            text = self.words.say(
                "{path} is a link to a folder, so it is left out; to include it, name it"
                " with --file.",
                path=clean(str(path)),
            )
            self.streams.print_error(text)

    def has_several_files(self, options: FileOptions) -> bool:
        """Return whether a command is about several data files."""
        return len(self.data_files(options)) > 1

    def document(self, loaded: Loaded) -> Document:
        """Return the document that was loaded, or raise its problems (exit 65)."""
        self.file_language = loaded.language
        if loaded.document is None:
            raise NtmError(
                [problem for problem in loaded.problems if not problem.warning], Exit.DATA
            )
        from ntmtrack.directive import log
        from ntmtrack.directive.issuers import kind_of_places

        document = loaded.document
        names = [village.name for village in document.villages.values()]
        self.file_place = kind_of_places(document.directive.issuer, names)
        self.warn_of_clocks(log.newest_stamp(document.progress))
        return document

    def learn_language(self, file_options: FileOptions | None = None) -> None:
        """Find out the language of a data file that was not loaded, as far as it can be read.

        Errors that occur before or during loading are in that language, too. `file_options` names
        the files on a command line that could not be read completely.
        """
        options = self._options or file_options
        if self.file_language or not options:
            return
        with contextlib.suppress(Exception):  # another error is already being reported
            for file in self.data_files(options):
                if not file.packaged and (language := language_in(files.read(file.path))):
                    self.file_language = language
                    return

    def warn_of_clocks(self, newest: datetime | None) -> None:
        """Warn once that a clock is wrong if an entry was written later than our clock shows."""
        from ntmtrack.directive import log

        now = self.clock()
        if newest is None or newest <= now + log.CLOCK_TOLERANCE or self._clocks_compared:
            return
        self._clocks_compared = True
        written = dates.format_moment(newest)
        clock = dates.format_moment(now.astimezone(newest.tzinfo))
        self.print_problems([warning_of(wording.Code.CLOCKS_DIFFER, when=written, day=clock)])

    def conflict_copies(self, path: Path) -> Iterator[Problem]:
        """Yield a warning for each copy of a data file that a shared folder made beside it."""
        alike = files.names_like(path)
        if not alike:
            return
        from ntmtrack.storage import shared_files

        for name in shared_files.conflict_copies(alike, path):
            yield warning_of(wording.Code.CONFLICT_COPY, path=str(path), known=name)

    def print_problems(self, problems: Sequence[Problem]) -> None:
        """Print problems, if any, on standard error."""
        if not problems:
            return
        from ntmtrack.wording import problem_text

        text = problem_text.as_text(problems, self.words, self.file_option())
        self.streams.print_error(text.rstrip("\n"))

    def file_option(self) -> str:
        """Return --file as it was typed, for commands that people copy, or nothing without it."""
        typed = (self._options and self._options.file) or ()
        if len(typed) != 1:
            return ""
        from ntmtrack.wording.clean import command_line

        return command_line("--file", *typed)

    def read(self, options: FileOptions) -> Document:
        """Read and load the data file, and say so if it is the example that came along."""
        document = self.document(load(self.data_file(options).path))
        self.warn_of_linked_folders(options)
        self.name_example(document, options)
        return document

    def name_example(self, document: Document, options: FileOptions) -> None:
        """Print that a command is about the example that came along, if it is."""
        if self.data_files(options)[0].packaged:
            self.streams.print_error(self._about_example(document.directive, options))

    def _about_example(self, directive: Directive, options: FileOptions) -> str:
        """Return the sentence about the example; if it is old, with a day to look at it."""
        today = self.clock().date()
        is_before_anniversary = (today.month, today.day) < (
            directive.issued.month,
            directive.issued.day,
        )
        years = today.year - directive.issued.year - is_before_anniversary
        if not isinstance(options, ReportOptions) or options.as_of or years < 1:
            return self.words.say("Using the example that came with ntmtrack.")
        from ntmtrack.cli.help_text import example_day

        return self.words.plural(
            "Using the example that came with ntmtrack, {count} year old; --as-of {day}"
            " shows where it stood then.",
            "Using the example that came with ntmtrack, {count} years old; --as-of {day}"
            " shows where it stood then.",
            years,
            day=self.words.day(example_day(directive.issued)),
        )

    def view(self, options: ReportOptions) -> View:
        """Read and load the data file, and evaluate it at the moment that was typed, or now."""
        from ntmtrack.status.view import view

        document = self.read(options)
        moment = self.moment(options.as_of, document.directive)
        return view(document, moment, options.filters())

    def moment(self, typed: str | None, directive: Directive) -> Moment:
        """Return the moment that was typed, or now in the directive's time zone."""
        return moment_of(typed, self.clock(), directive)

    @contextlib.contextmanager
    def after_writing(self) -> Iterator[None]:
        """Show what was written; if that fails, say so in one line and carry on.

        The file has been replaced by then, so no failure here may change the exit code. A library
        that fails to load is named, because every command will fail on it.
        """
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever it is, the file is written
            with contextlib.suppress(Exception):
                self.streams.print_error(
                    self.words.say("Recorded, but the result could not be shown.")
                )
                if isinstance(error, ImportError):
                    self.print_problems(failure(error).problems)
                if self.environment.get("NTMTRACK_DEBUG"):
                    self.streams.print_error(traceback.format_exc())


def language_in(data: bytes) -> Language | None:
    """Return the language that a data file seems to name, even if it is not valid YAML.

    In a file that is too long to load, only the beginning is searched, where files name it.
    """
    searched = data[:MIB] if len(data) > LONGEST_FILE else data
    text = searched.decode(errors="replace")
    match = re.search(r"[\s{,]language: *[\"']?([a-z]+)", text)
    default = LANGUAGES[0] if re.search(r"(?m)^directive:", text) else None
    code = match[1] if match else default
    return next((each for each in LANGUAGES if each == code), None)


def load(path: Path) -> Loaded:
    """Read and load a data file."""
    from ntmtrack.datafile import kept_copy

    return kept_copy.load(files.read(path), str(path))


def moment_of(typed: str | None, now: datetime, directive: Directive) -> Moment:
    """Return the moment that was typed, or now in the directive's time zone."""
    from ntmtrack.status.view import refuse_before_issue

    moment = dates.moment_in(now, directive.timezone) if typed is None else dates.parse_as_of(typed)
    refuse_before_issue(moment, directive, typed)
    return moment


def _folder() -> Path:
    """Return the current folder, or an empty path if it was removed: nothing is in or above it."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path()
