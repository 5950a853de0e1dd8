"""The sentences of problems with files and streams: reading, writing, and where output goes."""

from __future__ import annotations

from ntmtrack.wording.message import Message
from ntmtrack.wording.words import N_

OUTPUT_MESSAGES: dict[str, Message] = {
    # The data file as it is written
    "packaged-copy": Message(
        N_("The copy that came with ntmtrack is only for reading."),
        N_("ntmtrack init makes a file of your own here."),
    ),
    "busy": Message(
        N_("{path} has been in use for {seconds} seconds; nothing was written."), N_("Try again.")
    ),
    "changed": Message(
        N_("{path} was changed by somebody else meanwhile; nothing was written."),
        N_("Try again; save and close the file in the editor first."),
    ),
    "disk-full": Message(
        N_("{path}: {reason}; nothing was written."), N_("Make room on the disk and try again.")
    ),
    "data-unwritable": Message(
        N_("{path} cannot be written: {reason}; it is as it was."),
        N_("Check who owns the file and its folder, and the disk."),
    ),
    "not-durable": Message(
        N_("It is written, but the disk did not confirm that it will last a power cut."),
        N_("Check the disk."),
    ),
    "hard-link": Message(
        N_("The file had a second name (a hard link), which still shows the old state."),
        N_("Use a symbolic link instead."),
    ),
    "exists-already": Message(
        N_("{path} is there already and was not touched."),
        N_("Use it as it is, or name another file."),
    ),
    "flow-file": Message(
        N_("The file is written in braces, where no line can be added."),
        N_("Write it in lines: “key: value”."),
    ),
    "progress-not-last": Message(
        N_("A section follows progress:, which must be the last."),
        N_("Move this section above progress:."),
    ),
    "progress-flow": Message(
        N_("progress: is written in brackets, where no line can be added."),
        N_("Write each entry as a line “- {{task: …}}” under progress:."),
    ),
    "cannot-append": Message(
        N_("No entry can be added at the end of the file without changing what is there."),
        N_("End the file with a whole line; see whether a text above runs on to its end."),
    ),
    # Files
    "file-missing": Message(
        N_("{path}: there is no such file."),
        N_("Name the data file with --file, or in NTMTRACK_FILE."),
    ),
    "file-unreadable": Message(
        N_("{path} cannot be read: {reason}."), N_("Check the path and who may read it.")
    ),
    "no-data-file": Message(
        N_("{path}: there is no data file in this folder."),
        N_("Name a folder with files that end in .yaml."),
    ),
    "not-a-file": Message(
        N_("{path} is not a regular file."), N_("Name the data file itself, not a pipe or device.")
    ),
    "output-is-data": Message(
        N_("{path} is, or may be, a data file: no report replaces it."),
        N_("Give --output another name."),
    ),
    "output-exists": Message(
        N_("{path} exists and is not an earlier report."),
        N_("Name a file that ends in {extension}, or add --force."),
    ),
    "output-unwritable": Message(
        N_("{path} cannot be written: {reason}."), N_("Check the folder, its rights and the disk.")
    ),
    "stdout-failed": Message(
        N_("The report could not be printed: {reason}."), N_("Check where the output goes.")
    ),
    "bug": Message(
        N_("ntmtrack has a fault of its own: {reason}."),
        N_("Please report it; NTMTRACK_DEBUG=1 shows where it happened."),
    ),
}
