"""Drafts and their files: made from a document, renewed, and taken back from a workbook.

What was decided is remembered in a file beside a draft, and brought home after a kill; a workbook
carries it along, too.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.cli.options import STDOUT
from ntmtrack.cli.run import Run
from ntmtrack.drafting.confirmation import decisions
from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import draft_workbook
from ntmtrack.drafting.confirmation import summary
from ntmtrack.drafting.confirmation.layout import has_drafts
from ntmtrack.drafting.confirmation.layout import tidy
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.storage import files
from ntmtrack.storage import new_files
from ntmtrack.storage import replace
from ntmtrack.storage import report_file
from ntmtrack.wording.clean import clean
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Words
from ntmtrack.yamltext import LONGEST_FILE

if TYPE_CHECKING:
    from ntmtrack.drafting.confirmation.decisions import Memory
    from ntmtrack.drafting.confirmation.draft_file import PlainDraft
    from ntmtrack.drafting.confirmation.renewal import Renewed
    from ntmtrack.drafting.confirmation.workbook_return import ReturnedDraft
    from ntmtrack.drafting.document_model import Findings

WORKBOOK = ".xlsx"


class DraftSource(NamedTuple):
    """Hold a file that a draft is made from, and what it is."""

    name: str
    data: bytes
    kind: Literal["document", "draft", "workbook"]


class _Output(NamedTuple):
    """Say where a draft goes, what is there already, and what is remembered, or is to be."""

    path: str
    older: PlainDraft | None
    memory: Memory
    seen: bytes = b""  # the older draft's file as it was read


def read_source(name: str) -> DraftSource:
    """Read what a draft is made from: a file, or what is pasted."""
    if name == STDOUT:
        return DraftSource(name, sys.stdin.buffer.read(LONGEST_FILE + 1), "document")
    data = files.read(Path(name), "document")
    if name.lower().endswith(files.ENDINGS):
        return DraftSource(name, data, "draft")
    return DraftSource(name, data, "workbook" if draft_workbook.is_ours(data) else "document")


def make(run: Run, source: DraftSource, output: str, columns: Mapping[str, str]) -> None:
    """Make a draft of a document, or renew it; say what there is in it."""
    if source.kind == "draft":
        _convert(run, source, output)
        return
    there = _look(output, source.name)
    words = Words(run.typed_language or LANGUAGES[0])
    findings, new = _draft_of(run, source, there, columns, words)
    newer = _renew(new, there, words)
    memory = decisions.Memory(
        document=_document_name(source.name),
        columns={**there.memory.columns, **columns},
        abbreviations={**there.memory.abbreviations, **decisions.abbreviations(findings)},
        # A draft that is printed is never renewed.
        decisions=newer.decisions if newer else decisions.of(new.file if output != STDOUT else {}),
    )
    text, file = draft_text.written(newer.file, words, output) if newer else new
    _write(run, there._replace(memory=memory), text, file, words)
    news = summary.renewed(newer, run.words) if newer else ()
    lines = [*summary.counts(file, run.words), *news, *summary.doubts(findings, run.words)]
    _tell(run, output, file, lines)


def _draft_of(
    run: Run, source: DraftSource, there: _Output, columns: Mapping[str, str], words: Words
) -> tuple[Findings, _Written]:
    """Make a draft of a document, with what is known from the office's earlier ones."""
    from ntmtrack.drafting.confirmation import draft_file
    from ntmtrack.drafting.incoming import reading

    with run.streams.waiting(run.words.say("Reading the document")):
        document = reading.read_document(source.data, source.name, _load_finding)
        from ntmtrack.drafting.extraction import finding

        try:
            findings = finding.find(document, {**there.memory.columns, **columns})
        except TooMuchError:
            raise reading.too_big(source.name) from None
        _check_columns(findings, columns)
        findings = decisions.with_abbreviations(findings, there.memory.abbreviations)
        plain = draft_file.make(findings, words, document.trimmed)
        written = _Written(*draft_text.written(plain, words, there.path))
    run.print_problems(document.warnings)
    return findings, written


def _load_finding() -> None:
    """Load what finds duties, which takes long, while other processes read a PDF."""
    from ntmtrack.drafting.extraction import finding  # noqa: F401 - to load it


class _Written(NamedTuple):
    """Hold a draft as its file will be, and as it is read back."""

    text: str
    file: PlainDraft


def _renew(new: _Written, there: _Output, words: Words) -> Renewed | None:
    """Put a new draft into the one that is there already; None where there is none."""
    from ntmtrack.drafting.confirmation import renewal

    if there.older is None:
        return None
    return renewal.renew(new.file, there.older, there.memory.decisions, words)


def _check_columns(findings: Findings, columns: Mapping[str, str]) -> None:
    """Refuse what `--map` says of a column that no table has."""
    from ntmtrack.drafting.table_reading import column_heads

    for name in column_heads.unmatched(findings.columns, columns):
        heads = dict.fromkeys(head for heads in findings.columns for head in heads if head)
        known = tuple(f"“{tidy(head)}”" for head in heads)
        code = wording.Code.BAD_MAP_COLUMN if known else wording.Code.BAD_MAP_NO_TABLE
        raise usage(code, value=name, known=known)


def _convert(run: Run, source: DraftSource, output: str) -> None:
    """Write a draft that is there as a workbook, or anew as text."""
    file = draft_text.read(source.data, source.name)
    if wrong := draft_text.wrong_in(source.data.decode(), source.name):
        raise NtmError(wrong, Exit.DATA)
    _refuse_existing(output)
    words, there = words_of(file), _Output(output, None, _read_memory(source.name))
    _write(run, there, draft_text.text_of(file, words), file, words)
    _tell(run, output, file, summary.counts(file, run.words))


def take_back(run: Run, source: DraftSource, output: str) -> None:
    """Take back a workbook that was filled in, all of it or nothing."""
    if output.lower().endswith(WORKBOOK):
        raise usage(wording.Code.NO_SUCH_ENDING, value=WORKBOOK, choices=files.ENDINGS)
    _refuse_existing(output)
    file, memory = _read_workbook(source.name, source.data)
    words = words_of(file)
    _write(run, _Output(output, None, memory), draft_text.text_of(file, words), file, words)
    _tell(run, output, file, summary.counts(file, run.words))


def words_of(file: PlainDraft) -> Words:
    """Return the words of a draft's own language."""
    code = (file.get("directive") or {}).get("language", LANGUAGES[0])
    return Words(next((each for each in LANGUAGES if each == code), LANGUAGES[0]))


def _look(output: str, document: str) -> _Output:
    """See what there is at the place of a draft; only a draft of the same document is replaced."""
    path = Path(output)
    if output == STDOUT or not files.is_there(path):
        return _Output(output, None, _read_memory(output))
    name = _document_name(document)
    data = files.read(path)
    file, memory = _read_there(output, data)
    if file is not None and memory.document == name and not file.get("progress"):
        return _Output(output, file, memory, data)
    code, instead = wording.Code.DRAFT_OF_OTHER, ""
    if file is not None and file.get("progress"):
        code, instead = wording.Code.DRAFT_OF_OTHER_IN_USE, free_name(output)
    elif file is not None and has_drafts(file) and not memory.document:
        code, instead = wording.Code.DRAFT_OF_OTHER_ALONE, _memory_path(output).name
    raise files.problem(code, output, Exit.CANT_CREATE, name=name, other=instead)


def _document_name(path: str) -> str:
    """Return the name by which a document is remembered, whatever its file is called."""
    return tidy(Path(path).name)


def _read_there(path: str, data: bytes) -> tuple[PlainDraft | None, Memory]:
    """Read a draft and what is remembered of it; no draft where it is another workbook."""
    if not path.lower().endswith(WORKBOOK):
        finish_killed(path, data)
        return draft_text.read(data, path), _read_memory(path)
    return (
        _read_workbook(path, data) if draft_workbook.is_ours(data) else (None, decisions.Memory())
    )


def _read_workbook(path: str, data: bytes) -> ReturnedDraft:
    """Read a draft's workbook; what older programs remembered of one stands only beside it."""
    from ntmtrack.drafting.confirmation import workbook_return

    there = workbook_return.read(data, path)
    finish_killed(path, data)
    return there if there.memory.document else there._replace(memory=_read_memory(path))


def free_name(preferred: str) -> str:
    """Return a name that no file has yet: nhap.xlsx, else nhap-2.xlsx."""
    path, number = Path(preferred), 1
    while os.path.lexists(path):
        number += 1
        path = Path(preferred).with_stem(f"{Path(preferred).stem}-{number}")
    return str(path)


def _refuse_existing(output: str) -> None:
    if output != STDOUT and files.is_there(Path(output)):
        raise files.problem(wording.Code.EXISTS_ALREADY, output, Exit.CANT_CREATE)


def _write(run: Run, there: _Output, text: str, file: PlainDraft, words: Words) -> None:
    """Write a draft as text or as a workbook, and then what is to be remembered of it."""
    if there.path == STDOUT:
        run.streams.write(text)
        return
    remembered = _memory_text(decisions.taken_stock(there.memory, file), words)
    data = text.encode()
    if there.path.lower().endswith(WORKBOOK):
        data = draft_workbook.make(file, text, words, remembered.decode())
    known = _memory_kept(there.path, data, remembered)
    with known if data != there.seen else contextlib.nullcontext():
        if there.older is None:
            files.create(Path(there.path), data)
        else:
            replace_seen(Path(there.path), there.seen, data)
    _keep_memory(run, there.path, remembered)


def replace_seen(path: Path, seen: bytes, new: bytes) -> None:
    """Write a draft in place of the one that was read; what came meanwhile is not lost (75)."""

    def change(data: bytes) -> bytes:
        if data != seen:
            raise files.problem(wording.Code.CHANGED, path, Exit.BUSY)
        return new

    replace.update(path, change)


def remember_decided(run: Run, output: str, file: PlainDraft) -> None:
    """Keep what has been decided by now on a draft that was gone through."""
    memory = decisions.taken_stock(_read_memory(output), file)
    _keep_memory(run, output, _memory_text(memory, words_of(file)))


def _tell(run: Run, output: str, file: PlainDraft, lines: Iterable[str]) -> None:
    """Say on standard error what was drafted, and what to do next."""
    sentences = list(lines)
    if output != STDOUT:
        ending = files.ENDINGS[0] if output.lower().endswith(WORKBOOK) else WORKBOOK
        name = f"viec{ending}" if ending != WORKBOOK else str(Path(output).with_suffix(WORKBOOK))
        sentences += summary.next_steps(file, output, free_name(name), run.words)
    for line in sentences:
        run.streams.print_error(clean(line))


def finish_killed(output: str, draft: bytes) -> None:
    """Keep beside a draft what a run that was killed could not bring there any more."""
    with contextlib.suppress(OSError):
        _memory_meanwhile(output, draft).replace(_memory_path(output))


def _read_memory(output: str) -> Memory:
    """Read what is remembered beside a draft; nothing where there is nothing."""
    beside = _memory_path(output)
    if output == STDOUT or not files.is_there(beside):
        return decisions.Memory()
    return decisions.read(files.read(beside), str(beside))


def _memory_text(memory: Memory, words: Words) -> bytes:
    """Write what is to be remembered of a draft; nothing where no document is known."""
    return decisions.write(memory, words).encode() if memory.document else b""


def _keep_memory(run: Run, output: str, remembered: bytes) -> None:
    """Keep what was decided beside a draft; the draft itself is written by then."""
    if not remembered:
        return
    beside = _memory_path(output)
    try:
        report_file.write(
            str(beside), [remembered], extension=decisions.ENDING, force=False, ours=()
        )
        new_files.remove_stale(beside)
    except NtmError as error:
        run.print_problems(error.problems)


@contextlib.contextmanager
def _memory_kept(output: str, draft: bytes, remembered: bytes) -> Iterator[None]:
    """Keep what is to be remembered of these very bytes of a draft while they are written.

    A kill before `_keep_memory` would leave a draft without memory: it could not be
    renewed, or a renewal would take its new tasks for somebody's own and write them twice.
    """
    if not remembered:
        yield
        return
    there = _memory_meanwhile(output, draft)
    with contextlib.suppress(OSError):  # the draft itself will say what is wrong with the disk
        there.parent.mkdir(parents=True, exist_ok=True)
        there.unlink(missing_ok=True)
        files.write_new(there, [remembered])
    try:
        yield
    except NtmError:
        with contextlib.suppress(OSError):
            there.unlink(missing_ok=True)
        raise


def _memory_meanwhile(output: str, draft: bytes) -> Path:
    return new_files.named_by(_memory_path(output), hashlib.sha256(draft).hexdigest()[:16])


def _memory_path(output: str) -> Path:
    """Return the file beside a draft that keeps what was decided."""
    return Path(output).with_suffix(decisions.ENDING)
