"""Messages about files and streams: reading, writing, and where output goes."""

from __future__ import annotations

from ntmtrack.wording.codes import Code
from ntmtrack.wording.codes import Message
from ntmtrack.wording.words import N_

OUTPUT_MESSAGES: dict[Code, Message] = {
    # The data file as it is written
    Code.PACKAGED_COPY: Message(
        N_("The example that came with ntmtrack is only for reading."),
        N_("ntmtrack init makes a file of your own here."),
    ),
    Code.BUSY: Message(
        N_("{path} has been in use for {seconds} seconds; nothing was written."),
        N_("Try again; whoever is writing holds the lock {lock}."),
    ),
    Code.LOCK_CLOSED: Message(
        N_("The lock {lock} cannot be opened: {reason}; nothing was written to {path}."),
        N_("Let its owner open it to you, or delete it while nobody is writing."),
    ),
    Code.NO_LOCKS: Message(
        N_("The lock {lock} cannot be held: {reason}; nothing was written to {path}."),
        N_("Put the file on a drive that can lock files, or let whoever runs this drive allow it."),
    ),
    Code.CHANGED: Message(
        N_("{path} was changed by somebody else meanwhile; nothing was written."),
        N_("Try again; save and close the file in the editor first."),
    ),
    Code.DISK_FULL: Message(
        N_("{path}: {reason}; nothing was written."), N_("Make room on the disk and try again.")
    ),
    Code.DATA_UNWRITABLE: Message(
        N_("{path} cannot be written: {reason}; it is as it was."),
        N_(
            "Check who owns the file and its folder, and the disk; several people need a group that"
            " may write to both."
        ),
    ),
    Code.DATA_UNWRITABLE_READ_ONLY: Message(
        N_("{path} is marked read-only; nothing was written."),
        N_("Clear “Read-only” in the properties of the file."),
    ),
    Code.NOT_DURABLE: Message(
        N_("It is written, but the disk did not confirm that it will last a power cut."),
        N_("Check the disk."),
    ),
    Code.HARD_LINK: Message(
        N_("The file had a second name (a hard link), which still shows the old state."),
        N_("Use a symbolic link instead."),
    ),
    Code.CONFLICT_COPY: Message(
        N_(
            "Beside {path} stands {known}, a copy such as shared folders make where two people"
            " wrote at once; what was recorded in it does not count here."
        ),
        N_(
            "Put the lines under progress: that only the copy has at the end of {path}, then delete"
            " the copy."
        ),
    ),
    Code.CHANGED_HANDS: Message(
        N_("The file belonged to {name} and is yours now; its group and mode are as they were."),
        N_("All who share it by its group can go on as before."),
    ),
    Code.EXISTS_ALREADY: Message(
        N_("{path} is there already and was not touched."),
        N_("Use it as it is, or name another file."),
    ),
    Code.EXISTS_ALREADY_FOLDER: Message(N_("{path} is a folder."), N_("Name a file in it.")),
    Code.FLOW_FILE: Message(
        N_("The file is written in braces, where no line can be added."),
        N_("Write it in lines: “key: value”."),
    ),
    Code.PROGRESS_NOT_LAST: Message(
        N_("A section follows progress:, which must be the last."),
        N_("Move this section above progress:."),
    ),
    Code.PROGRESS_FLOW: Message(
        N_("progress: is written in brackets, where no line can be added."),
        N_("Write each entry as a line “- {{task: …}}” under progress:."),
    ),
    Code.CANNOT_APPEND: Message(
        N_("No entry can be added at the end of the file without changing what is there."),
        N_("End the file with a whole line; see whether a text above runs on to its end."),
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
        N_("{path} was being written all the time while it was read."),
        N_("Try again in a moment, when it is saved or synced."),
    ),
    Code.NO_DATA_FILE: Message(
        N_("{path}: there is no data file in this folder."),
        N_("Name the data file itself, or a folder with files that end in .yaml."),
    ),
    Code.NOT_A_FILE: Message(
        N_("{path} is not a regular file."), N_("Name the data file itself, not a pipe or device.")
    ),
    Code.OUTPUT_IS_DATA: Message(
        N_("{path} is, or may be, a data file: no report replaces it."),
        N_("Give --output another name."),
    ),
    Code.OUTPUT_EXISTS: Message(
        N_("{path} exists; only a plain file that ends in {extension} is replaced unasked."),
        N_("Add --force to replace it, or name a file that ends in {extension}."),
    ),
    Code.OUTPUT_EXISTS_DEVICE: Message(
        N_("{path} is a device or a pipe of this system, not a file."),
        N_("Add --force to write to it, or name a file that ends in {extension}."),
    ),
    Code.OUTPUT_EXISTS_FOLDER: Message(N_("{path} is a folder."), N_("Name a file in it.")),
    Code.OUTPUT_EXISTS_PARTS: Message(
        N_("{path} is there already and is no folder that --partition-by has written."),
        N_("Name a new folder, or an empty one."),
    ),
    Code.OUTPUT_UNWRITABLE: Message(
        N_("{path} cannot be written: {reason}."), N_("Check the folder, its rights and the disk.")
    ),
    Code.OUTPUT_UNWRITABLE_READ_ONLY: Message(
        N_("{path} is marked read-only, so that it is not replaced."),
        N_("Give --output another name, or clear “Read-only” in the properties of the file."),
    ),
    Code.FILE_OPEN: Message(
        N_("{path} cannot be replaced: it is open in another program, such as Excel or Word."),
        N_("Close it there and try again, or give --output another name."),
    ),
    Code.FILE_OPEN_DATA: Message(
        N_("{path} cannot be replaced: it is open in another program; nothing was written."),
        N_("Close it there and try again; a scanner or a synced folder lets go of it by itself."),
    ),
    Code.FILE_OPEN_READ: Message(
        N_("{path} cannot be read: it is open in Excel or Word, which lets nobody else read it."),
        N_("Save and close it there, and try again."),
    ),
    Code.PATH_TOO_LONG: Message(
        N_("{path}: this path, with what is written beside it, is too long for Windows."),
        N_(
            "Move the folder to a shorter path, such as D:\\ntmtrack; with what is added to a name"
            " meanwhile, a path may have {limit} letters."
        ),
    ),
    Code.DEVICE_NAME: Message(
        N_("{path} cannot be written: Windows keeps the name {name} for a device."),
        N_("Give it another name."),
    ),
    Code.DEVICE_NAME_SIGN: Message(
        N_("{path} cannot be written: Windows takes no “{value}” in the name of a file."),
        N_("Give it another name."),
    ),
    Code.STDOUT_FAILED: Message(
        N_("The report could not be printed: {reason}."), N_("Check where the output goes.")
    ),
    Code.BUG: Message(
        N_("ntmtrack has a fault of its own: {reason}."),
        N_("Please report it; NTMTRACK_DEBUG=1 shows where it happened."),
    ),
    Code.NO_LIBYAML: Message(
        N_("PyYAML is installed here without libyaml, its parser in C."),
        N_(
            "Install it from a wheel:"
            " pip install --force-reinstall --only-binary pyyaml pyyaml (every wheel has it)."
        ),
    ),
    Code.BROKEN_INSTALL: Message(
        N_("A library that ntmtrack needs is missing here, or does not load: {reason}."),
        N_(
            "Install ntmtrack again, as docs/install.md says; python -m pip check shows what lacks."
        ),
    ),
}
