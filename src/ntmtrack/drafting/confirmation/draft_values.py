"""The values of a draft that users can change, as they read and type them."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from ntmtrack.datafile import draft_keys
from ntmtrack.datafile import file_format
from ntmtrack.datafile import parts
from ntmtrack.datafile import references
from ntmtrack.datafile.part_reading import FilePart
from ntmtrack.directive import names
from ntmtrack.drafting.confirmation import draft_sheets
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation import shares
from ntmtrack.drafting.confirmation import spoken_times
from ntmtrack.drafting.confirmation.draft_file import TIMES
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_sheets import HEAD_KEYS
from ntmtrack.drafting.confirmation.draft_words import BETWEEN
from ntmtrack.drafting.confirmation.layout import in_order
from ntmtrack.drafting.confirmation.layout import tidy
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases.spelling import id_for
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.wording.problem import Values

# The keys of each section that users can edit, with their labels.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "directive": HEAD_KEYS,
    "villages": {"name": N_("Name"), "aliases": N_("Also called")},
    "owners": {"name": N_("Name"), "title": N_("Position"), "aliases": N_("Also called")},
    "events": {"name": N_("Name"), "date": N_("Day")},
    "tasks": {
        "title": N_("Duty"),
        "owner": N_("Lead"),
        "support": N_("Support"),
        "villages": N_("{Villages}"),
        "time": N_("Deadline"),
        "due_is": N_("Read as"),
        "note": N_("Note"),
        "each": N_("Counted for each"),
        "product": N_("Product"),
    },
}
_REFERRING = references.SECTION_OF_KEY["tasks"]
_SPOKEN = {
    "kind": (draft_sheets.CONTEXT, draft_sheets.KINDS),
    "due_is": ("deadline", draft_words.DUE_IS),
}


class _WrongValueError(Exception):
    """Report the problem of a typed value."""

    def __init__(self, code: Code, values: Values) -> None:
        super().__init__(code)
        self.problem = Problem(code, values=values)


class Typing(NamedTuple):
    """Describe where a user types: in which section of which draft, and in which language.

    `deadline` are the document's words for the deadline of the part.
    """

    section: str
    file: PlainDraft
    words: Words
    deadline: str = ""


def change(typing: Typing, item: PlainDraft, key: str, text: str) -> Problem | None:
    """Set a key of an item to what was typed, or return the problem; an empty text removes it.

    `time` stands for whichever key the deadline has. A proposal for the key is removed.
    """
    section, file, words, _ = typing
    text = tidy(text)
    if key == "time":
        return _set_time(typing, item, text)
    try:
        value = _value(key, text, file, words)
    except _WrongValueError as error:
        return error.problem
    part = part_of(section)
    wrong = draft_keys.wrong_values((section,), part, {key: value}) if value else iter(())
    if problem := next(wrong, None):
        return problem._replace(path=())
    if value:
        item[key] = value
    else:
        item.pop(key, None)
    draft_words.remove_proposal(item, key)
    if key == "owner":
        shares.propose_villages(item, file)
    if key in ("villages", "owner"):
        shares.adapt(item, file)
    return None


def part_of(section: str) -> type[FilePart]:
    """Return the type of the parts in a section."""
    return parts.DirectivePart if section == "directive" else file_format.ITEMS[section]


def lacking(section: str, item: PlainDraft) -> list[str]:
    """List the required keys that an item lacks."""
    return [key for key in parts.keys_needed(part_of(section)) if not item.get(key)]


def lacks_weekday(item: PlainDraft) -> bool:
    """Return whether a weekly duty lacks its day of the week, which `check` refuses."""
    repeat = item.get("repeat") or ()
    rules = [repeat] if isinstance(repeat, dict) else repeat
    return any(rule.get("every") == "week" and not rule.get("on") for rule in rules)


def restore(item: PlainDraft, file: PlainDraft) -> None:
    """Restore an item to what it was before its document changed, without ids that are gone."""
    for key, value in draft_words.earlier(item).items():
        draft_words.remove_proposal(item, key)
        left = value
        if key in _REFERRING:
            there = _ids_for(key, file)
            left = [id_ for id_ in draft_words.as_list(value) if id_ in there]
            left = left if isinstance(value, list) else "".join(left)
        item.pop(key, None)
        item |= {key: left} if left else {}


def _ids_for(key: str, file: PlainDraft) -> set[object]:
    """Return the ids that a key of a task may refer to: parts of the draft, and groups of them."""
    ids = {part.get("id") for part in file.get(_REFERRING[key]) or ()}
    if key == "villages":
        return {*ids, references.ALL, *(file.get(references.GROUPS) or ())}
    return ids | {part.get("id") for part in file.get(references.OWNER_GROUPS) or ()}


def earlier_text(item: PlainDraft, key: str, file: PlainDraft, words: Words) -> str | None:
    """Return the text of a key before the document changed; None if that is the same."""
    was = draft_words.earlier(item)
    keys = (*TIMES, "event_days") if key == "time" else (key,)
    return text_of({**was}, key, file, words) if any(name in was for name in keys) else None


def text_of(item: PlainDraft, key: str, file: PlainDraft, words: Words) -> str:
    """Return the own or proposed value of a key as users read and type it."""
    if key == "time":
        return draft_words.time_of(item, file, words)
    if key == "villages":
        return draft_words.villages_of(item, file, words)
    value = draft_words.value_of(item, key)
    if key in ("owner", "support"):
        return draft_words.names_of(value, file.get("owners") or ())
    if key in ("due_is", "each"):
        return _choice_text(key, str(value), words)
    if key == "aliases":
        return BETWEEN.join(draft_words.as_list(item.get(key)))
    return draft_words.day_text(str(value), words)


def _choice_text(key: str, value: str, words: Words) -> str:
    if key == "each":
        return shares.each_text(value, words)
    return words.say_in("deadline", draft_words.DUE_IS[value]) if value else ""


def completed(typed: str, key: str, file: PlainDraft, words: Words) -> tuple[str, list[str]]:
    """Complete the last name of a list as far as it is clear, and return the names that fit.

    A name fits if it, or else a word in it, begins so.
    """
    section = _REFERRING.get(key)
    before, between, last = typed.rpartition(BETWEEN.strip())
    wanted = names.fold(last).strip()
    if not section or not wanted:
        return typed, []
    known = [str(draft_words.value_of(part, "name")) for part in file.get(section) or ()]
    known += [words.say(draft_words.ALL_VILLAGES)] if key == "villages" and not before else []
    begins = [name for name in known if names.fold(name).startswith(wanted)]
    within = begins or [name for name in known if f" {wanted}" in f" {names.fold(name)}"]
    common = _common_start(within).rstrip()
    if wanted not in names.fold(common):
        return typed, within
    return f"{before}{between}{' ' if between else ''}{common}", within


def _common_start(texts: Sequence[str]) -> str:
    first, last = min(texts, default=""), max(texts, default="")
    same = next(
        (at for at, pair in enumerate(zip(first, last, strict=False)) if len({*pair}) > 1), None
    )
    return first if same is None else first[:same]


def new_names(text: str, key: str, file: PlainDraft, words: Words) -> list[str]:
    """List the names typed for a key that refers to parts, which the draft does not have."""
    if key not in _REFERRING:
        return []
    known = _known_names(file.get(_REFERRING[key]) or ())
    if _is_all(text, key, file, words):
        return []
    named = _parts(tidy(text))
    return list(dict.fromkeys(name for name in named if names.identity(name) not in known))


def with_names(file: PlainDraft, key: str, added: Sequence[str]) -> PlainDraft:
    """Return a draft with new owners or villages, which a key refers to."""
    section = _REFERRING[key]
    things: list[PlainDraft] = list(file.get(section) or ())
    taken = {str(thing.get("id", "")) for thing in things}
    for name in added:
        things.append({"id": id_for(name, taken), "name": name})
        taken.add(things[-1]["id"])
    return in_order({**file, section: things})


def _value(key: str, text: str, file: PlainDraft, words: Words) -> Any:  # noqa: ANN401 - as the file has it
    if _is_all(text, key, file, words):
        return references.ALL
    if key in _REFERRING:
        return _ids(text, file.get(_REFERRING[key]) or ())
    if key == "aliases":
        return _parts(text)
    if key == "each":
        return _each(text, words)
    if key in _SPOKEN:
        context, known = _SPOKEN[key]
        choices = {words.say_in(context, choice): value for value, choice in known.items()}
        meant = next((value for word, value in choices.items() if _is_word(text, word)), "")
        if text and not meant:
            raise _WrongValueError(Code.BAD_CHOICE, {"value": text, "choices": tuple(choices)})
        return meant
    return text


def _each(text: str, words: Words) -> str:
    each = shares.read_each(text, words)
    if each is None:
        choices = tuple(words.say(choice) for choice in shares.EACH.values())
        raise _WrongValueError(Code.BAD_CHOICE, {"value": text, "choices": choices})
    return each


def _is_all(text: str, key: str, file: PlainDraft, words: Words) -> bool:
    """Return whether a text typed for villages means all of them, and is the name of none."""
    is_name = names.identity(text) in _known_names(file.get("villages") or ())
    return key == "villages" and not is_name and shares.means_all(text, words)


def _is_word(text: str, word: str) -> bool:
    return names.fold(text) == names.fold(word)


def _parts(text: str) -> list[str]:
    return [part for part in map(str.strip, text.split(BETWEEN.strip())) if part]


def _ids(text: str, things: Sequence[PlainDraft]) -> list[str]:
    """Return the ids of typed names; raise if a name is unknown."""
    known = _known_names(things)
    ids: list[str] = []
    for name in _parts(text):
        if names.identity(name) not in known:
            raise _WrongValueError(Code.DRAFT_CELL_NAME, {"value": name})
        ids.append(known[names.identity(name)])
    return list(dict.fromkeys(ids))


def _known_names(things: Sequence[PlainDraft]) -> dict[object, str]:
    """Map every id, name and alias of things to their ids."""
    known: dict[object, str] = {}
    for thing in things:
        own = (thing.get("id", ""), draft_words.value_of(thing, "name"))
        for name in (*own, *draft_words.as_list(thing.get("aliases"))):
            known.setdefault(names.identity(str(name)), thing["id"])
    return known


def _set_time(typing: Typing, item: PlainDraft, text: str) -> Problem | None:
    """Replace the deadline of a task by a typed one, or remove it if nothing was typed."""
    values = _time_values(typing, text) if text else {}
    if isinstance(values, Problem):
        return values
    _put_time(item, values)
    return None


def _put_time(item: PlainDraft, values: Mapping[str, Any]) -> None:
    for key in (*TIMES, "event_days"):
        item.pop(key, None)
        draft_words.remove_proposal(item, key)
    if "due" not in values and "repeat" not in values:
        item.pop("due_is", None)
    if "due" not in values:
        item.pop("due_to", None)
        draft_words.remove_proposal(item, "due_to")
    if "due_is" in values:
        draft_words.remove_proposal(item, "due_is")
    item.update(values)
    if "due" in values:
        item.setdefault("due_is", "by")


def names_no_day(text: str) -> bool:
    """Return whether the words of a deadline name no day or period: “vụ Hè Thu 2024”."""
    return not (any(map(str.isdigit, text)) and time_phrases.in_cell(text, None))


def keep_words(item: PlainDraft, text: str) -> Problem | None:
    """Set the deadline of a task to words that name no day, as the file's `no_date`."""
    values = {"no_date": tidy(text)}
    wrong = next(draft_keys.wrong_values(("tasks",), file_format.TaskPart, values), None)
    if wrong is None:
        _put_time(item, values)
    return wrong and wrong._replace(path=())


def _time_values(typing: Typing, text: str) -> dict[str, Any] | Problem:
    """Parse a deadline as people write it: a day, hour, period, rhythm, event, or words."""
    _, file, words, deadline_words = typing
    standing = _is_word(text, words.say(draft_words.STANDING))
    wrong = next(draft_keys.wrong_values(("tasks",), file_format.TaskPart, {"due": text}), None)
    if standing or wrong is None:
        return {"standing": "true"} if standing else {"due": text}
    issued = str(draft_words.value_of(file.get("directive") or {}, "issued"))
    if rules := spoken_times.read_rules(text, issued):
        values = {"repeat": rules}
        return Problem(Code.DRAFT_CELL_WEEKDAY) if lacks_weekday(values) else values
    if event := spoken_times.read_event(text, file.get("events") or ()):
        return {**event}
    if deadline := spoken_times.read_deadline(text):
        return {**deadline}
    if _is_word(text, deadline_words) and names_no_day(text):
        return {"no_date": text}
    is_day = wrong.code in (Code.NO_SUCH_DAY, Code.FAR_YEAR)
    return (
        wrong._replace(path=()) if is_day else Problem(Code.DRAFT_CELL_TIME, values={"value": text})
    )
