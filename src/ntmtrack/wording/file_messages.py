"""Messages about the content of a data file: its shape, its names, conflicting keys."""

from __future__ import annotations

from ntmtrack.wording.codes import Code
from ntmtrack.wording.codes import Message
from ntmtrack.wording.words import N_

FILE_MESSAGES: dict[Code, Message] = {
    Code.MISSING_KEY: Message(
        N_("{key} is missing."), N_("Add “{key}: …”. Its meaning: {meaning}")
    ),
    Code.MISSING_KEY_SECTION: Message(
        N_("The line “{key}:” is missing above this item."), N_("Add it there.")
    ),
    Code.UNKNOWN_KEY: Message(
        N_("“{key}” is not a key of this part."), N_("Keys allowed here: {known}.")
    ),
    Code.UNKNOWN_KEY_EMPTY: Message(
        N_("“{key}” is not a key of this part, and has no value."),
        N_('If a comma split it off from a text, put the whole text in quotes: "…, …".'),
    ),
    Code.UNKNOWN_KEY_NUMBER: Message(
        N_("Inside brackets, the comma splits {value} in two."),
        N_(
            'Write a point, as in 1.5, or use quotes, as in "1,5"; write thousands'
            " without a separator: 1308."
        ),
    ),
    Code.UNKNOWN_KEY_SPACE: Message(
        N_("The space after “{meant}:” is missing."), N_("Write “{meant}: …”.")
    ),
    Code.NOT_A_MAPPING: Message(
        N_("{key} must have keys of its own."),
        N_("Write below it, each on its own line: {needed}."),
    ),
    Code.NOT_A_MAPPING_ITEM: Message(
        N_("This item of {key} must have keys of its own."), N_("Write “- {{{needed}}}”.")
    ),
    Code.NOT_A_MAPPING_REPEAT: Message(
        N_("repeat must have keys of its own."),
        N_("Write “repeat: {text}”."),
    ),
    Code.NOT_A_MAPPING_REPEAT_LIST: Message(
        N_("repeat has no interval “{value}”."),
        N_("Write “repeat: {text}”, listing the days on which it is owed."),
    ),
    Code.NOT_A_MAPPING_AMOUNTS: Message(
        N_("amounts must say which measure each number is for."),
        N_("Write “amounts: {{ho: 12}}”, with the id of the measure."),
    ),
    Code.NOT_A_MAPPING_VILLAGE_GROUPS: Message(
        N_("village_groups must have keys of its own."),
        N_("Write below it, for each group: “name: [one, two]”."),
    ),
    Code.NOT_A_LIST: Message(
        N_("{key} must be a list."),
        N_("Write plain texts: [one, two], or one line “- …” for each."),
    ),
    Code.NOT_A_LIST_ITEMS: Message(
        N_("{key} must be a list."), N_("Write each of its items as “- {{{needed}}}”.")
    ),
    Code.EMPTY_LIST: Message(N_("{key} is empty."), N_("Name at least one.")),
    Code.NEWER_FORMAT: Message(
        N_("The file is in format {value}, newer than this program."),
        N_("Install a newer ntmtrack; this one reads format 1."),
    ),
    Code.BAD_FORMAT: Message(N_("“{value}” is not a format."), N_("Write “format: 1”.")),
    # Names
    Code.UNKNOWN_OWNER: Message(
        N_("There is no owner “{value}”."), N_("Write an id from owners:, or add it there.")
    ),
    Code.UNKNOWN_VILLAGE: Message(
        N_("There is no {village} “{value}”."), N_("Write an id from villages:, or add it there.")
    ),
    Code.UNKNOWN_GROUP: Message(
        N_("There is no {village} group “{value}”."),
        N_("Write all, a group from village_groups:, or a list of villages: [one, two]."),
    ),
    Code.UNKNOWN_TASK: Message(
        N_("There is no task “{value}”."), N_("Write an id from tasks:, or add it there.")
    ),
    Code.UNKNOWN_EVENT: Message(
        N_("There is no event “{value}”."), N_("Write an id from events:, or add it there.")
    ),
    Code.UNKNOWN_MEASURE: Message(
        N_("{task} has no measure “{value}”."), N_("Its measures: {known}.")
    ),
    Code.UNKNOWN_MEASURE_NONE: Message(
        N_("{task} has no measures at all, so it has no “{value}”."),
        N_("Add it under the task's measures:, or put the figure in note:."),
    ),
    Code.UNKNOWN_MEASURE_EMPTY: Message(
        N_("“{value}” has no number here."),
        N_("The task's measures: {known}; write a number after the id, or remove it."),
    ),
    Code.DUPLICATE_ID: Message(
        N_("The id “{value}” is used a second time here."), N_("Give one of the two another id.")
    ),
    Code.DUPLICATE_ID_OWNER: Message(
        N_("“{value}” is also the id of an owner."), N_("Give the group an id of its own.")
    ),
    Code.GROUP_IN_GROUP: Message(
        N_("“{value}” is a group; the members of a group are owners."),
        N_("Write its members here instead."),
    ),
    Code.BAD_GROUP: Message(
        N_("A group cannot be called “{value}”."),
        N_("all and the ids of {villages} are taken; choose another name."),
    ),
    Code.SAME_NAME: Message(
        N_("“{value}” is also a name of {other}."),
        N_("Change or remove one of the two names."),
    ),
    Code.SAME_FULL_NAME: Message(
        N_("{other} is also called “{value}”."),
        N_("Reports add the title or, without one, the id: give each of them a title of its own."),
    ),
    Code.LOOK_ALIKE: Message(
        N_(
            "“{value}” looks like the name of {other}, but contains a letter of another"
            " script: {char}."
        ),
        N_("Type the name again on a Vietnamese keyboard; if both are the same, keep only one."),
    ),
    Code.TWICE_IN_LIST: Message(N_("{key} lists {value} twice."), N_("Remove the second.")),
    Code.TWO_GOALS: Message(
        N_("The measure {value} has two goals."),
        N_("Keep one of at_least, more_than, at_most and percent."),
    ),
    Code.GOAL_EMPTY: Message(
        N_("“{value}” has no goal here."),
        N_("Write a number after it, or remove it: a {village} not listed here has no goal."),
    ),
    Code.GOALS_BY_VILLAGE: Message(
        N_("{key} has a goal for each {village}, but no {village} has a share of its own."),
        N_("Write “each: village” beside villages:, or one number here."),
    ),
    Code.GOALS_BY_VILLAGE_OWNER: Message(
        N_("{key} has goals by {village}, but here each owner has a share."),
        N_(
            "Write one number, which applies to each owner; owners with different goals"
            " need tasks of their own."
        ),
    ),
    Code.GOAL_NOT_COVERED: Message(
        N_("{value} has a goal here, but {task} is not its task."),
        N_("It is a task of: {known}. Remove the goal, or add the {village} to villages:."),
    ),
    Code.GOAL_OVER_100: Message(
        N_("A goal of {goal} per cent is over 100."),
        N_('Write at most 100; if the goal goes beyond the plan, write unit: "%" with at_least.'),
    ),
    Code.OF_ALL: Message(
        N_("The task is not split, so its goal already covers the whole task."),
        N_("Remove “of: all”, or write each: village or each: owner if each has a share."),
    ),
    Code.OF_ALL_GOAL: Message(
        N_("The measure {value} has no goal that could apply to all shares together."),
        N_("Add at_least, more_than or at_most, or remove “of: all”."),
    ),
    Code.OF_ALL_MAP: Message(
        N_("The measure {value} has a goal for each {village}, not one for all together."),
        N_("Remove “of: all”, or write one number."),
    ),
    Code.OF_ALL_PERCENT: Message(
        N_("Percentages cannot be added up, so they have no goal for all shares together."),
        N_("Remove “of: all”: the goal then applies to each share."),
    ),
    Code.CIRCLE: Message(
        N_("The tasks refer to each other in a circle: {value}."), N_("Remove one of these links.")
    ),
    # Deadlines
    Code.START_AFTER_DUE: Message(
        N_("The start day is after the deadline, {due}."), N_("Check start: and due:.")
    ),
    Code.BEFORE_DIRECTIVE_LETTER: Message(
        N_("The day is before the date of the letter that sets it, {issued}."),
        N_("Check both days."),
    ),
    Code.BEFORE_DIRECTIVE: Message(
        N_("The day is before the date of the directive, {issued}."),
        N_("Check the year; a day that had already passed belongs in note:."),
    ),
    Code.BEFORE_DIRECTIVE_NEVER: Message(
        N_("The day is before the date of the directive, {issued}."),
        N_("Check the year here, and the directive's issued:."),
    ),
    Code.ISSUED_LATE: Message(
        N_("The directive is dated after all its deadlines; the last is {last}."),
        N_("Check the year of issued:."),
    ),
    Code.TWO_DEADLINES: Message(
        N_("{key} and {other} are used together, but a task has only one kind of deadline."),
        N_("Keep one of due, event, repeat, standing and no_date."),
    ),
    Code.NEEDS_DUE: Message(
        N_("{key} has no meaning without due."), N_("Add due:, or remove {key}.")
    ),
    Code.NEEDS_DUE_OTHER: Message(N_("{key} has no meaning without due."), N_("Remove {key}.")),
    Code.NEEDS_EVENT: Message(
        N_("event_days counts from an event, but none is named."),
        N_("Add event: with the event's id, or remove event_days."),
    ),
    Code.START_IS_BY: Message(
        N_("A deadline for starting includes its day, so due_is: before cannot be used."),
        N_("Remove due_is:."),
    ),
    Code.NEEDS_VILLAGES: Message(
        N_("each: village needs a list of {villages}."), N_("Add villages:, or remove each:.")
    ),
    # Later letters
    Code.UNKNOWN_LETTER: Message(
        N_("There is no letter “{value}”."), N_("Add its number and date to amendments:.")
    ),
    Code.TWO_DATES: Message(
        N_("The letter {value} has a different date above, {other}."),
        N_("Write the same date in both places."),
    ),
    Code.AMENDS_NOTHING: Message(
        N_("The letter changes nothing in the tasks it names."), N_("Add due:, or cancelled: true.")
    ),
    Code.AMENDS_TWO: Message(
        N_("A letter sets a new deadline or cancels; it cannot do both."),
        N_("Remove due:, or cancelled:."),
    ),
    Code.AMENDS_NO_TASK: Message(
        N_("{key} has no meaning without tasks."), N_("Add tasks:, or remove {key}.")
    ),
    Code.AMENDS_HEADING: Message(
        N_("{task} has parts: its state follows from theirs."), N_("Name the parts instead.")
    ),
    Code.AMENDS_UNDATED: Message(
        N_("{task} has no deadline that could be moved."),
        N_(
            "Remove it from tasks:, add a task with the new deadline and source:, and"
            " write superseded_by: in this one."
        ),
    ),
    Code.AMENDS_UNDATED_REPEAT: Message(
        N_("{task} recurs: it has no single deadline that could be moved."),
        N_(
            "Write cancelled: true instead of due:, and add a recurring task as the"
            " letter describes it, with source:."
        ),
    ),
    Code.AMENDS_NO_SHARE: Message(
        N_("{task} is a single item: no {village} has a share of it to change."),
        N_("Remove villages:, or name the task in an amendment of its own."),
    ),
    Code.AMENDED_TWICE: Message(
        N_("{task} is also changed by {other} on the same day: neither letter is newer."),
        N_("Keep the one that applies, or correct issued:."),
    ),
    Code.REPEAT_ON: Message(
        N_("A weekly duty needs its day of the week."), N_("Add on:, such as “on: fri”.")
    ),
    Code.REPEAT_ON_DAY: Message(
        N_("A daily duty has no day of the week."), N_("Remove on:, or write every: week.")
    ),
    Code.REPEAT_NEVER: Message(
        N_("The duty ends before its first day, {start}."), N_("Check from: and until:.")
    ),
    Code.REPEAT_DAILY_TWICE: Message(
        N_("A duty has at most one report a day, so two daily rules would coincide."),
        N_("Make the second one a task of its own."),
    ),
    Code.REPEAT_DAILY_BEFORE: Message(
        N_("A daily report is due on its day and cannot be due before it."), N_("Remove due_is:.")
    ),
    Code.BAD_NAMED_DAY_MONTH: Message(
        N_("{value} is not a day of a month."),
        N_(
            "Write 20, last (the last day), +5 (the 5th of the next month), or a list of"
            " them: [10, 25]."
        ),
    ),
    Code.BAD_NAMED_DAY_QUARTER: Message(
        N_("{value} is not a day of a {text}."),
        N_(
            "Write last (the last day), +10 (the 10th of the next month), 3-06 (the 6th of its"
            " third month), or a list of them."
        ),
    ),
    Code.BAD_NAMED_DAY_YEAR: Message(
        N_("{value} is not a day of a year."),
        N_(
            "Write month and day: 06-15 for 15 June; last (31 December), +15 (15 January), or a"
            " list of them: [06-01, 11-15]."
        ),
    ),
    Code.WEEKEND: Message(
        N_("The deadline falls on a Saturday or Sunday."),
        N_("Deadlines are not moved automatically; check that the day is right."),
    ),
    Code.WEEKEND_EVENT: Message(
        N_("The deadline counted from the event, {day}, falls on a Saturday or Sunday."),
        N_("Deadlines are not moved automatically; check event_days: and the date of the event."),
    ),
    Code.YEAR_WITHOUT_DAY: Message(
        N_("A yearly duty without a day is due by 31 December."),
        N_("If the letter names one, add on:, such as “on: 06-15” for 15 June."),
    ),
    Code.NO_SHARES: Message(
        N_("Each {village} has such a lead of its own, but the duty counts as one for all."),
        N_("If each {village} owes it, add “each: village”, and villages: if there is none."),
    ),
    Code.NOBODY_TOLD: Message(N_("Nobody is named to receive the report."), N_("Add report_to:.")),
    Code.CLAUSE_UNCOVERED: Message(
        N_("No task comes from clause {value}."),
        N_("Add a task with this clause:, or take the clause out of the list."),
    ),
    Code.NO_CLAUSES: Message(
        N_("The file does not list the letter's clauses, so there is nothing to compare."),
        N_('Add clauses: ["1", "2.1"] to directive:, listing each clause that assigns something.'),
    ),
    Code.IDLE_OWNER: Message(
        N_("No task names this owner."), N_("Remove it, or name it in a task.")
    ),
    Code.IDLE_OWNER_GROUP: Message(
        N_("No task names this group."), N_("Remove it, or name it in a task.")
    ),
}
