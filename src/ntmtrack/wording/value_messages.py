"""Messages about single values of a data file: texts, days, deadlines, figures."""

from __future__ import annotations

from ntmtrack.wording.codes import Code
from ntmtrack.wording.codes import Message
from ntmtrack.wording.words import N_

VALUE_MESSAGES: dict[Code, Message] = {
    Code.NOT_TEXT: Message(
        N_("{key} must be a single value here."),
        N_("Write a single text, without [ ] or lines below it."),
    ),
    Code.EMPTY_TEXT: Message(N_("{key} is empty."), N_("Write a text, or leave out {key}.")),
    Code.EMPTY_TEXT_NEEDED: Message(N_("{key} is empty."), N_("Write a text; it is required.")),
    Code.BAD_ID: Message(
        N_("“{value}” cannot be an id."),
        N_(
            "Write lower-case letters a-z, digits and single hyphens, at most 64"
            " characters, such as bich-hoa."
        ),
    ),
    Code.NO_YEAR: Message(
        N_("“{value}” has no year."), N_("Write the whole day: 30/6/2021 or 2021-06-30.")
    ),
    Code.NO_YEAR_SHORT: Message(
        N_("“{value}”: a two-digit year is ambiguous."),
        N_("Write the year with four digits: 30/6/2021."),
    ),
    Code.BAD_DATE: Message(
        N_("“{value}” is not a day."), N_("Write 30/6/2021, 30-6-2021 or 2021-06-30.")
    ),
    Code.NO_YEAR_PERIOD: Message(
        N_("“{value}” has no year."),
        N_("Write the year too: 6/2021, quý II/2021; for a day, day, month and year: 25/6/2021."),
    ),
    Code.BAD_DATE_HOUR: Message(
        N_("“{value}” gives an hour, but no day."),
        N_("Write the full day as well: “17:00 30/6/2021”."),
    ),
    Code.BAD_DATE_DEADLINE: Message(
        N_("“{value}” is not a deadline."),
        N_("Write 30/6/2021, “17:00 30/6/2021”, 6/2021, quý II/2021 or năm 2021."),
    ),
    Code.BAD_DATE_DUE: Message(
        N_("“{value}” is not a deadline."),
        N_(
            "Write 30/6/2021, “17:00 30/6/2021”, 6/2021, quý II/2021 or năm 2021; if the"
            " letter gives no date, write its words: “no_date: {value}”."
        ),
    ),
    Code.BAD_DATE_NO_DATE: Message(
        N_("“{value}” is not a deadline."),
        N_("If the letter sets no date, write “no_date: {value}” instead of due:."),
    ),
    Code.BAD_DATE_MOMENT: Message(
        N_("“{value}” is not a day with an hour."),
        N_("Write the hour with the day: “15:30 30/6/2021” or 2021-06-30T15:30."),
    ),
    Code.BAD_DATE_MORE: Message(
        N_("“{value}” contains more than a day."), N_("Write only the day: {day}.")
    ),
    Code.BAD_DATE_PERIOD: Message(
        N_("“{value}” contains more than a deadline."), N_("Write only the deadline: {day}.")
    ),
    Code.BAD_DATE_REPEAT: Message(
        N_("“{value}” is not a deadline."),
        N_("Write “repeat: {text}” instead of due:, with the day from which it is owed."),
    ),
    Code.BAD_DATE_REPEAT_BEFORE: Message(
        N_("“{value}” is not a deadline."),
        N_(
            "Write “repeat: {text}”, with the day from which it is owed, and “due_is:"
            " before” on a line of its own, instead of due:."
        ),
    ),
    Code.BAD_DATE_REPEAT_LIST: Message(
        N_("repeat has no interval “{value}”."),
        N_("Write “repeat: {text}” instead of due:, listing the days on which it is owed."),
    ),
    Code.BAD_DATE_SEVERAL: Message(
        N_("“{value}” contains more than one deadline."),
        N_("Write only the one that applies here."),
    ),
    Code.BAD_DATE_SEVERAL_DUE: Message(
        N_("“{value}” contains more than one deadline."),
        N_(
            "Write a task with its own due: for each deadline; “part_of: ID” in them"
            " makes them parts of one task."
        ),
    ),
    Code.BAD_DATE_SPAN: Message(
        N_("“{value}” contains more than one deadline."), N_("Write only the last one: {day}.")
    ),
    Code.BAD_DATE_SPAN_DUE: Message(
        N_("“{value}” contains more than one deadline."),
        N_(
            "Write “start: {start}” and “due: {day}”, each on its own line; if something"
            " is owed by each day, write a task for each."
        ),
    ),
    Code.BAD_DATE_PART: Message(
        N_("“{value}” is only part of a period and gives no day."),
        N_("Write the exact day, or the whole period: {day}."),
    ),
    Code.BAD_DATE_BEFORE_PERIOD: Message(
        N_("“{value}” contains more than a deadline."),
        N_("Write the last day that is still in time: {day}."),
    ),
    Code.BAD_DATE_BEFORE_PERIOD_DUE: Message(
        N_("“{value}” contains more than a deadline."),
        N_("Write “due: {text}” and “due_is: before”, each on its own line."),
    ),
    Code.BAD_DATE_BY: Message(
        N_("“{value}” contains more than a deadline."),
        N_("Write “due: {day}” and “due_is: by”, each on its own line."),
    ),
    Code.BAD_DATE_RELATIVE: Message(
        N_("“{value}” is not a day of the calendar."),
        N_("Write the day itself, such as 30/6/2021, or the period, such as 6/2021."),
    ),
    Code.BAD_DATE_COUNTED: Message(
        N_("“{value}” counts days from another day."),
        N_("Write the resulting day, such as 30/6/2021."),
    ),
    Code.BAD_DATE_COUNTED_DUE: Message(
        N_("“{value}” counts days from another day."),
        N_(
            "Write the resulting day; if it is counted from one of events:, write"
            " “event: ID” and “event_days: {text}”, each on its own line, instead of due:."
        ),
    ),
    Code.BAD_DATE_FIRST_DAY: Message(
        N_("“{value}” is a period, but {key} takes a day."), N_("Write its first day: {day}.")
    ),
    Code.BAD_DATE_LAST_DAY: Message(
        N_("“{value}” is a period, but {key} takes a day."), N_("Write its last day: {day}.")
    ),
    Code.BAD_DATE_STANDING: Message(
        N_("“{value}” is not a deadline."),
        N_("Write “standing: true” instead of due: for a duty without a date or an end."),
    ),
    Code.NO_SUCH_DAY: Message(
        N_("“{value}”: there is no such day in the calendar."),
        N_("Check the day and the month; the day comes first, as in 30/6/2021."),
    ),
    Code.FAR_YEAR: Message(
        N_("“{value}”: the year is out of range."), N_("Write a year from 1900 to 2999.")
    ),
    Code.BAD_TIME: Message(
        N_("“{value}” has no valid time of day."),
        N_("Write hour and minute, from 00:00 to 23:59, such as 15:30."),
    ),
    Code.BAD_TIME_24: Message(
        N_("“{value}”: there is no hour 24."),
        N_("Write “23:59 {day}”, or only the day, which runs to its end: {day}."),
    ),
    Code.BAD_NO_DATE: Message(
        N_("“{value}” is a deadline."), N_("Write “due: {day}” instead of no_date:.")
    ),
    Code.BAD_NO_DATE_YES: Message(
        N_("no_date needs the letter's words in place of a date."),
        N_("Write them, such as “no_date: theo kế hoạch riêng”, or remove no_date:."),
    ),
    Code.BAD_STAMP: Message(
        N_("“{value}” is not a time in the form that the program writes."),
        N_("Leave at: out of entries written by hand."),
    ),
    Code.BAD_CHOICE: Message(N_("“{value}” cannot be used here."), N_("Write one of: {choices}.")),
    Code.BAD_CHOICE_EVERY: Message(
        N_("“{value}” cannot be used here."),
        N_(
            "Write every: day, week, month, quarter, half-year or year, and the day as “on: 20” or"
            " “on: last”."
        ),
    ),
    Code.BAD_AMOUNT: Message(
        N_("“{value}” is not a clear number."),
        N_("Write digits only, with at most two decimals: 1308 or 1,5."),
    ),
    Code.BAD_COUNT: Message(
        N_("“{value}” is not a number of days."), N_("Write a whole number from 0 to 999.")
    ),
    Code.BAD_DAYS: Message(
        N_("“{value}” is not a number of days."),
        N_(
            "Write a whole number up to 3650: -80 is 80 days before the event, 10 is ten"
            " days after."
        ),
    ),
    Code.BAD_ABBREVIATION: Message(
        N_("“{value}” is not the abbreviation of a body."),
        N_(
            "Write only the letters of the abbreviation, such as ĐU or UBND; the kind of"
            " paper is added in numbers."
        ),
    ),
    Code.BAD_TIMEZONE: Message(
        N_("“{value}” is not a known time zone."), N_("Write one such as Asia/Ho_Chi_Minh.")
    ),
    Code.TIMEZONE_UNREADABLE: Message(
        N_("The time zone {value} cannot be read here: {reason}."),
        N_("Reinstall the time zone database (tzdata)."),
    ),
    Code.BAD_UNDOES: Message(
        N_("“{value}” does not identify an entry."),
        N_("Write the at: of the entry taken back or, if it has none, its mark."),
    ),
    # Shape
    Code.DRAFT: Message(
        N_("Not confirmed yet."),
        N_("Move the right values up from propose, then delete the draft key."),
    ),
    Code.DRAFT_LACKING: Message(
        N_("Not confirmed yet; still missing: {known}."),
        N_(
            "Add what is missing, move the right values up from propose, then delete the draft key."
        ),
    ),
    Code.DRAFT_LEFT: Message(
        N_("This file is still a draft; parts that nobody has confirmed: {count}."),
        N_(
            "“ntmtrack check” lists them. Confirm them with “ntmtrack draft --review {file}”, in"
            " an editor, or in Excel: “ntmtrack draft {file} -o nhap.xlsx”."
        ),
    ),
}
