"""Messages about files and streams: reading, writing, and where output goes."""

from __future__ import annotations

from ntmtrack.wording.codes import Code
from ntmtrack.wording.codes import Message
from ntmtrack.wording.words import N_

OUTPUT_MESSAGES: dict[Code, Message] = {
    # The data file as it is written
    Code.PACKAGED_COPY: Message(
        N_("The example that came with ntmtrack is read-only."),
        N_("ntmtrack init creates a file of your own here."),
    ),
    Code.BUSY: Message(
        N_("{path} has been in use for {seconds} seconds; nothing was written."),
        N_("Try again; whoever is writing holds the lock {lock}."),
    ),
    Code.LOCK_CLOSED: Message(
        N_("The lock {lock} cannot be opened: {reason}; nothing was written to {path}."),
        N_("Ask its owner for access, or delete it while nobody is writing."),
    ),
    Code.NO_LOCKS: Message(
        N_("The lock {lock} cannot be taken: {reason}; nothing was written to {path}."),
        N_(
            "Put the file on a drive that can lock files, or ask the drive's"
            " administrator to allow locking."
        ),
    ),
    Code.CHANGED: Message(
        N_("{path} was changed elsewhere in the meantime; nothing was written."),
        N_("Save and close the file in your editor, then try again."),
    ),
    Code.DISK_FULL: Message(
        N_("{path}: {reason}; nothing was written."), N_("Make room on the disk and try again.")
    ),
    Code.DATA_UNWRITABLE: Message(
        N_("{path} cannot be written: {reason}; it is unchanged."),
        N_(
            "Check the disk, and who owns the file and its folder; people who share it"
            " need a group that may write to both."
        ),
    ),
    Code.DATA_UNWRITABLE_READ_ONLY: Message(
        N_("{path} is marked read-only; nothing was written."),
        N_("Clear “Read-only” in the properties of the file."),
    ),
    Code.NOT_DURABLE: Message(
        N_("It was written, but the disk did not confirm that it would survive a power cut."),
        N_("Check the disk."),
    ),
    Code.HARD_LINK: Message(
        N_("The file had a second name (a hard link), which still has the old content."),
        N_("Use a symbolic link instead."),
    ),
    Code.CONFLICT_COPY: Message(
        N_(
            "Beside {path} is {known}, a copy such as shared folders make when two"
            " people write at once; what was recorded in it does not count here."
        ),
        N_(
            "Copy the lines under progress: that only the copy has to the end of {path},"
            " then delete the copy."
        ),
    ),
    Code.CHANGED_HANDS: Message(
        N_(
            "The file belonged to {name} and is now yours; its group and permissions are unchanged."
        ),
        N_("Everyone who shares it through its group can go on as before."),
    ),
    Code.EXISTS_ALREADY: Message(
        N_("{path} already exists and was left unchanged."),
        N_("Use it as it is, or name another file."),
    ),
    Code.EXISTS_ALREADY_FOLDER: Message(N_("{path} is a folder."), N_("Name a file in it.")),
    Code.FLOW_FILE: Message(
        N_("The file is written in braces, so no line can be added."),
        N_("Write it as lines: “key: value”."),
    ),
    Code.PROGRESS_NOT_LAST: Message(
        N_("A section follows progress:, which must come last."),
        N_("Move this section above progress:."),
    ),
    Code.PROGRESS_FLOW: Message(
        N_("progress: is written in brackets, so no line can be added."),
        N_("Write each entry as a line “- {{task: …}}” under progress:."),
    ),
    Code.CANNOT_APPEND: Message(
        N_("No entry can be added at the end of the file without changing what is there."),
        N_("End the file with a complete line; check whether a text above runs on to the end."),
    ),
    # Files
    Code.FILE_MISSING: Message(
        N_("{path}: there is no such file."),
        N_("Name the data file with --file, or in NTMTRACK_FILE."),
    ),
    Code.FILE_UNREADABLE: Message(
        N_("{path} cannot be read: {reason}."),
        N_("Check the path, who may read it, and whether another program has it open."),
    ),
    Code.CHANGED_READ: Message(
        N_("{path} kept changing while it was being read."),
        N_("Try again in a moment, once it has been saved or synced."),
    ),
    Code.NO_DATA_FILE: Message(
        N_("{path}: there is no data file in this folder."),
        N_("Name the data file itself, or a folder with files that end in .yaml."),
    ),
    Code.NOT_A_FILE: Message(
        N_("{path} is not a regular file."), N_("Name the data file itself, not a pipe or device.")
    ),
    Code.OUTPUT_IS_DATA: Message(
        N_("{path} is, or may be, a data file, so no report may replace it."),
        N_("Give --output another name."),
    ),
    Code.OUTPUT_EXISTS: Message(
        N_(
            "{path} already exists; without --force, only an ordinary file ending in"
            " {extension} is replaced."
        ),
        N_("Add --force to replace it, or name a file ending in {extension}."),
    ),
    Code.OUTPUT_EXISTS_DEVICE: Message(
        N_("{path} is a device or pipe of the system, not a file."),
        N_("Add --force to write to it, or name a file ending in {extension}."),
    ),
    Code.OUTPUT_EXISTS_FOLDER: Message(N_("{path} is a folder."), N_("Name a file in it.")),
    Code.OUTPUT_EXISTS_PARTS: Message(
        N_("{path} already exists and is not a folder written by --partition-by."),
        N_("Name a new folder, or an empty one."),
    ),
    Code.OUTPUT_UNWRITABLE: Message(
        N_("{path} cannot be written: {reason}."),
        N_("Check the folder, its permissions and the disk."),
    ),
    Code.OUTPUT_UNWRITABLE_READ_ONLY: Message(
        N_("{path} is marked read-only, so it is not replaced."),
        N_("Give --output another name, or clear “Read-only” in the properties of the file."),
    ),
    Code.FILE_OPEN: Message(
        N_("{path} cannot be replaced: it is open in another program, such as Excel or Word."),
        N_("Close it there and try again, or give --output another name."),
    ),
    Code.FILE_OPEN_DATA: Message(
        N_("{path} cannot be replaced: it is open in another program; nothing was written."),
        N_(
            "Close it there and try again; a virus scanner or sync program will release"
            " it by itself."
        ),
    ),
    Code.FILE_OPEN_READ: Message(
        N_(
            "{path} cannot be read: it is open in Excel or Word, which keeps other"
            " programs from reading it."
        ),
        N_("Save and close it there, and try again."),
    ),
    Code.PATH_TOO_LONG: Message(
        N_("{path}: this path, with the temporary files beside it, is too long for Windows."),
        N_(
            "Move the folder to a shorter path, such as D:\\ntmtrack; a path may have at"
            " most {limit} characters, because temporary names are longer."
        ),
    ),
    Code.DEVICE_NAME: Message(
        N_("{path} cannot be written: Windows reserves the name {name} for a device."),
        N_("Give it another name."),
    ),
    Code.DEVICE_NAME_SIGN: Message(
        N_("{path} cannot be written: Windows does not allow “{value}” in a file name."),
        N_("Give it another name."),
    ),
    Code.STDOUT_FAILED: Message(
        N_("The report could not be printed: {reason}."), N_("Check where the output goes.")
    ),
    Code.BUG: Message(
        N_("ntmtrack has an internal error: {reason}."),
        N_("Please report it; NTMTRACK_DEBUG=1 shows where it happened."),
    ),
    Code.NO_LIBYAML: Message(
        N_("PyYAML is installed here without libyaml, its parser in C."),
        N_(
            "Install it from a wheel, as every wheel has it: pip install"
            " --force-reinstall --only-binary pyyaml pyyaml."
        ),
    ),
    Code.BROKEN_INSTALL: Message(
        N_("A library that ntmtrack needs is missing or cannot be loaded: {reason}."),
        N_(
            "Reinstall ntmtrack as docs/install.md describes; python -m pip check shows"
            " what is missing."
        ),
    ),
}
