"""Draft files: made from a document, renewed, and read back from a workbook.

The user's decisions are kept in a memory file beside the draft, and restored after a kill; a
workbook carries them inside as well.
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
    """Describe a file that a draft is made from."""

    name: str
    data: bytes
    kind: Literal["document", "draft", "workbook"]


class _Output(NamedTuple):
    """Describe where a draft goes, which draft is there already, and the memory of decisions."""

    path: str
    older: PlainDraft | None
    memory: Memory
    seen: bytes = b""  # the bytes of the older draft as they were read


def read_source(name: str) -> DraftSource:
    """Read what a draft is made from: a file, or text pasted to standard input."""
    if name == STDOUT:
        return DraftSource(name, sys.stdin.buffer.read(LONGEST_FILE + 1), "document")
    data = files.read(Path(name), "document")
    if name.lower().endswith(files.ENDINGS):
        return DraftSource(name, data, "draft")
    return DraftSource(name, data, "workbook" if draft_workbook.is_ours(data) else "document")


def write_draft(run: Run, source: DraftSource, output: str, columns: Mapping[str, str]) -> None:
    """Make a draft of a document or renew the existing one, and print what it has."""
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
        # A draft that goes to standard output is never renewed.
        decisions=newer.decisions if newer else decisions.of(new.file if output != STDOUT else {}),
    )
    text, file = draft_text.written(newer.file, words, output) if newer else new
    _write(run, there._replace(memory=memory), text, file, words)
    renewal_lines = summary.renewed(newer, run.words) if newer else ()
    lines = [*summary.counts(file, run.words), *renewal_lines, *summary.doubts(findings, run.words)]
    _tell(run, output, file, lines)


def _draft_of(
    run: Run, source: DraftSource, there: _Output, columns: Mapping[str, str], words: Words
) -> tuple[Findings, _Written]:
    """Make a draft of a document, using the column names and abbreviations of the earlier draft."""
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
    """Import the slow module that finds duties, while other processes read a PDF."""
    from ntmtrack.drafting.extraction import finding  # noqa: F401 - to load it


class _Written(NamedTuple):
    """Pair the text of a draft's file with the draft as it reads back."""

    text: str
    file: PlainDraft


def _renew(new: _Written, there: _Output, words: Words) -> Renewed | None:
    """Merge a new draft into the existing one; None if there is none."""
    from ntmtrack.drafting.confirmation import renewal

    if there.older is None:
        return None
    return renewal.renew(new.file, there.older, there.memory.decisions, words)


def _check_columns(findings: Findings, columns: Mapping[str, str]) -> None:
    """Raise a usage error if `--map` names a column that no table has."""
    from ntmtrack.drafting.table_reading import column_heads

    for name in column_heads.unmatched(findings.columns, columns):
        heads = dict.fromkeys(head for heads in findings.columns for head in heads if head)
        known = tuple(f"“{tidy(head)}”" for head in heads)
        code = wording.Code.BAD_MAP_COLUMN if known else wording.Code.BAD_MAP_NO_TABLE
        raise usage(code, value=name, known=known)


def _convert(run: Run, source: DraftSource, output: str) -> None:
    """Write an existing draft as a workbook, or as fresh text."""
    file = draft_text.read(source.data, source.name)
    if wrong := draft_text.wrong_in(source.data.decode(), source.name):
        raise NtmError(wrong, Exit.DATA)
    _refuse_existing(output)
    words, there = words_of(file), _Output(output, None, _read_memory(source.name))
    _write(run, there, draft_text.text_of(file, words), file, words)
    _tell(run, output, file, summary.counts(file, run.words))


def import_workbook(run: Run, source: DraftSource, output: str) -> None:
    """Turn a filled-in workbook back into a draft, completely or not at all."""
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
    """Read what is at the place of a draft; only a draft of the same document may be replaced."""
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
    """Return the name that a document is remembered by, whatever its file is called."""
    return tidy(Path(path).name)


def _read_there(path: str, data: bytes) -> tuple[PlainDraft | None, Memory]:
    """Read a draft and its memory; None for a workbook that is not a draft of ours."""
    if not path.lower().endswith(WORKBOOK):
        recover_decisions(path, data)
        return draft_text.read(data, path), _read_memory(path)
    return (
        _read_workbook(path, data) if draft_workbook.is_ours(data) else (None, decisions.Memory())
    )


def _read_workbook(path: str, data: bytes) -> ReturnedDraft:
    """Read a draft's workbook; older versions kept its memory only in the file beside it."""
    from ntmtrack.drafting.confirmation import workbook_return

    there = workbook_return.read(data, path)
    recover_decisions(path, data)
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
    """Write a draft as text or as a workbook, and then its memory."""
    if there.path == STDOUT:
        run.streams.write(text)
        return
    remembered = _memory_text(decisions.updated_memory(there.memory, file), words)
    data = text.encode()
    if there.path.lower().endswith(WORKBOOK):
        data = draft_workbook.make(file, text, words, remembered.decode())
    known = _memory_kept(there.path, data, remembered)
    with known if data != there.seen else contextlib.nullcontext():
        if there.older is None:
            files.create(Path(there.path), data)
        else:
            replace_if_unchanged(Path(there.path), there.seen, data)
    _keep_memory(run, there.path, remembered)


def replace_if_unchanged(path: Path, seen: bytes, new: bytes) -> None:
    """Replace the draft that was read; if it changed meanwhile, raise an error (exit 75)."""

    def change(data: bytes) -> bytes:
        if data != seen:
            raise files.problem(wording.Code.CHANGED, path, Exit.BUSY)
        return new

    replace.update(path, change)


def save_decisions(run: Run, output: str, file: PlainDraft) -> None:
    """Save the decisions made so far on a draft under review."""
    memory = decisions.updated_memory(_read_memory(output), file)
    _keep_memory(run, output, _memory_text(memory, words_of(file)))


def _tell(run: Run, output: str, file: PlainDraft, lines: Iterable[str]) -> None:
    """Print on standard error what was drafted, and what to do next."""
    sentences = list(lines)
    if output != STDOUT:
        ending = files.ENDINGS[0] if output.lower().endswith(WORKBOOK) else WORKBOOK
        name = f"viec{ending}" if ending != WORKBOOK else str(Path(output).with_suffix(WORKBOOK))
        sentences += summary.next_steps(file, output, free_name(name), run.words)
    for line in sentences:
        run.streams.print_error(clean(line))


def recover_decisions(output: str, draft: bytes) -> None:
    """Move a memory file into place that a killed run left behind for this very draft."""
    with contextlib.suppress(OSError):
        _memory_meanwhile(output, draft).replace(_memory_path(output))


def _read_memory(output: str) -> Memory:
    """Read the memory beside a draft, which is empty if there is no file."""
    beside = _memory_path(output)
    if output == STDOUT or not files.is_there(beside):
        return decisions.Memory()
    return decisions.read(files.read(beside), str(beside))


def _memory_text(memory: Memory, words: Words) -> bytes:
    """Return the memory of a draft as bytes, or nothing if no document is known."""
    return decisions.write(memory, words).encode() if memory.document else b""


def _keep_memory(run: Run, output: str, remembered: bytes) -> None:
    """Write the memory of a draft beside it, after the draft itself was written."""
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
    """Keep the memory of exactly these bytes of a draft while they are written.

    A kill before `_keep_memory` would leave a draft without memory. It could not be renewed, or a
    renewal would take its new tasks for the user's own and add them a second time.
    """
    if not remembered:
        yield
        return
    there = _memory_meanwhile(output, draft)
    with contextlib.suppress(OSError):  # writing the draft itself reports a faulty disk
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
    return new_files.temporary_path(_memory_path(output), hashlib.sha256(draft).hexdigest()[:16])


def _memory_path(output: str) -> Path:
    """Return the path of the memory file beside a draft."""
    return Path(output).with_suffix(decisions.ENDING)
