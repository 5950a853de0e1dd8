"""The rules of recurring duties: each names days that its periods have, and one day ever comes."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from ntmtrack.datafile.partial import PartialFile
from ntmtrack.datafile.recurrences import RulePart
from ntmtrack.directive import dates
from ntmtrack.directive import named_days
from ntmtrack.directive import rule_words
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.periods import PeriodName
from ntmtrack.directive.recurrence import first_day
from ntmtrack.directive.recurrence import total
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyPath
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import problem_at

# What each kind of period names its days by.
_BAD_NAMED_DAY: Mapping[PeriodName, Code] = {
    "month": Code.BAD_NAMED_DAY_MONTH,
    "quarter": Code.BAD_NAMED_DAY_QUARTER,
    "half-year": Code.BAD_NAMED_DAY_QUARTER,
    "year": Code.BAD_NAMED_DAY_YEAR,
}


def wrong_recurrence(file: PartialFile) -> Iterator[Problem]:
    """Find a recurrence without what it needs, or in which no day ever comes."""
    for path, task in file.tasks:
        for at, rule in enumerate(task.repeat):
            yield from _wrong_rule((*path, "repeat", at), rule)
        daily = [at for at, rule in enumerate(task.repeat) if rule.every == "day"]
        for at in daily[1:]:
            yield problem_at(Code.REPEAT_DAILY_TWICE, (*path, "repeat", at, "every"))
        if daily and task.due_is == "before":
            yield problem_at(Code.REPEAT_DAILY_BEFORE, (*path, "due_is"))


def _wrong_rule(path: KeyPath, rule: RulePart) -> Iterator[Problem]:
    if rule.every == "day":
        if rule.on:
            yield problem_at(Code.REPEAT_ON_DAY, (*path, "on"), at_key=True)
            return
    elif not (rule.on or rule.days):
        yield problem_at(Code.REPEAT_ON, path)
        return
    bad = [at for at, text in enumerate(rule.on) if not named_days.parse(text, rule.every)]
    for at in bad:
        where, text = (*path, "on", at), rule.on[at]
        if rule.every == "week":
            days = dates.WEEKDAYS
            yield problem_at(Code.BAD_CHOICE, where, key="on", value=text, choices=days)
        else:
            problem = problem_at(_BAD_NAMED_DAY[rule.every], where, value=text, text=rule.every)
            meant = rule_words.days_meant(text, rule.every)
            yield problem._replace(near=(meant,) if meant else ())
    if not bad and rule.until:
        first = first_day(Repeat((rule.value()._replace(until=None),)))
        if not total(Repeat((rule.value(),))):
            yield problem_at(Code.REPEAT_NEVER, (*path, "until"), start=format_day(first))
