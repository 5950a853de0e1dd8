"""The JSON Schema of the data file: an editor accepts what `check` accepts.

Each file is validated twice: as the texts that we read, and as an editor's YAML 1.2 parses it, with
numbers and booleans. What a schema cannot express is listed here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from typing import get_args

import pytest
import yaml
from cases import first_quick
from error_cases import FILES
from error_cases import Stage
from error_cases import wrong_file
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter
from pydantic import ValidationError
from running import DATA
from running import HERE
from running import run

from ntmtrack.datafile import file_format
from ntmtrack.datafile import file_schema
from ntmtrack.datafile import values
from ntmtrack.datafile.load import load
from ntmtrack.datafile.part_reading import FilePart
from ntmtrack.datafile.parts import DraftablePart
from ntmtrack.datafile.value_schemas import SENTENCE
from ntmtrack.datafile.values import PROBLEM
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words
from ntmtrack.yamltext import yaml_tree
from ntmtrack.yamltext.encoding import decode

ROOT = HERE.parent
SHIPPED = ROOT / "data"
STARTERS = ROOT / "src" / "ntmtrack" / "starters"
MODELINE = f"# yaml-language-server: $schema={file_schema.NAME}\n"
GOOD = [
    *sorted(SHIPPED.glob("*.yaml")),
    *sorted(STARTERS.glob("*.yaml")),
    *sorted(DATA.glob("*.yaml")),
    *sorted((DATA / "directives").glob("*.yaml")),
    *sorted((HERE / "statuses").glob("*.yaml")),
    HERE / "errors" / "good.yaml",
]
VALIDATOR = Draft202012Validator(file_schema.schema(Words("en")))
# No pattern can express the calendar, the time zones, or which words are not a deadline.
VALUES = {"no-such-day", "bad-timezone", "bad-no-date"}
# The schema has only a loose pattern for the time at which the program wrote an entry.
LOOSE = VALUES | {"bad-stamp", "bad-undoes"}
# Rules between keys, items or sections.
CROSS_FIELD = {
    *("unknown-owner", "unknown-village", "unknown-group", "unknown-task", "unknown-event"),
    *("unknown-measure", "unknown-letter", "duplicate-id", "bad-group", "same-name"),
    *("group-in-group", "which-owner"),
    *("twice-in-list", "two-goals", "circle", "start-after-due", "before-directive", "issued-late"),
    *("two-deadlines", "needs-due", "start-is-by", "needs-villages", "repeat-on", "repeat-never"),
    *("repeat-daily-before", "repeat-daily-twice", "bad-named-day", "needs-event"),
    *("goals-by-village", "goal-not-covered", "goal-over-100", "of-all"),
    *("two-dates", "amends-nothing", "amends-two", "amends-no-task", "amends-heading"),
    *("amends-undated", "amends-no-share", "amended-twice"),
    *("entry-heading", "entry-needs-share", "entry-share-unused", "not-covered"),
    *("mark-needs", "mark-without", "not-recurring", "no-occurrence", "extend-undated"),
    *("extend-earlier", "undoes-nothing"),
    *("draft", "draft-left"),
}
# Of those, the schema does notice a missing number.
SEEN = {"unknown-measure:empty", "bad-named-day:month", "bad-named-day:year"}
# An editor sees a number where we see its spelling, and `null` where we see no value.
ONLY_AS_TEXT = {"bad-amount"}


class Core(yaml.CSafeLoader):
    """Load YAML as an editor does, with the core schema of YAML 1.2."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as its base declares it


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    whole = re.compile(rf"(?:{pattern})\Z")
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", whole, first)


def views(data: bytes) -> dict[str, object]:
    """Return a file as we and as an editor see it; empty if it is not valid YAML."""
    text, _ = decode(data, "a.yaml")
    tree = yaml_tree.parse(text, "a.yaml")
    if tree.root is None or tree.problems:
        return {}
    return {"text": plain(tree.root), "core": yaml.load(text, Core)}  # noqa: S506 - a safe loader


def plain(value: yaml_tree.NodeValue | None) -> object:
    """Return a part of our tree as plain values, including keys without a value."""
    if isinstance(value, yaml_tree.MappingNode):
        return {key: plain(value.get(key)) for key in value.key_at}
    return [plain(item) for item in value] if isinstance(value, list) else value


def fits(view: object) -> bool:
    return VALIDATOR.is_valid(view)


KINDS: dict[str, Any] = {
    "day": values.FileDay,
    "when": values.FileWhen,
    "clock": values.Clock,
    "stamp": values.Stamp,
    "amount": values.Amount,
    "count": values.FileCount,
    "slug": values.Slug,
    "text": values.FileText,
    "flag": values.FileFlag,
    "weekday": values.Weekday,
    "undoes": values.Undoes,
}
ALMOST = st.text("0123456789-/:.,TZ+ ab", max_size=12)


def similar(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    """Draw texts that match a schema, and texts that almost do."""
    if "enum" in schema:
        return (
            st.sampled_from([value for value in schema["enum"] if isinstance(value, str)]) | ALMOST
        )
    if "anyOf" in schema:
        return st.one_of([similar(option) for option in schema["anyOf"]])
    return st.from_regex(re.compile(schema["pattern"], re.ASCII)) | ALMOST


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_a_single_value_is_valid_exactly_if_it_can_be_read(kind: str, data: st.DataObject) -> None:
    adapter: TypeAdapter[object] = TypeAdapter(KINDS[kind])
    schema = get_args(KINDS[kind])[-1].schema
    validator = Draft202012Validator(schema)
    text = data.draw(similar(schema)).rstrip("\n")
    try:
        adapter.validate_python(text)
    except ValidationError as error:
        if not {mistake["ctx"][PROBLEM].code for mistake in error.errors()} <= LOOSE:
            assert not validator.is_valid(text)
    else:
        assert validator.is_valid(text)


@pytest.mark.parametrize(
    "path", first_quick(14, GOOD), ids=[f"{path.parent.name}-{path.stem}" for path in GOOD]
)
def test_a_good_file_is_valid(path: Path) -> None:
    data = path.read_bytes()
    assert load(data, path.name).document
    for name, view in views(data).items():
        wrong = [(error.json_path, error.message) for error in VALIDATOR.iter_errors(view)]
        assert wrong == [], name


@pytest.mark.long
@pytest.mark.parametrize("case", FILES, ids=[case.name for case in FILES])
def test_a_wrong_file_is_valid_only_if_the_schema_cannot_express_its_mistakes(
    case: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Stage(monkeypatch, tmp_path).set_for(case)
    data = wrong_file(case)
    problems = [problem for problem in load(data, "a.yaml").problems if not problem.warning]
    codes = {problem.code.printed for problem in problems}
    seen = codes - VALUES - CROSS_FIELD | {str(problem.code) for problem in problems} & SEEN
    for name, view in views(data).items():
        if name == "text" or seen.isdisjoint(ONLY_AS_TEXT):
            assert fits(view) == (not seen), (name, codes)


@pytest.mark.long
def test_a_wrong_file_provokes_each_listed_rule() -> None:
    codes = {
        problem.code.printed
        for case in FILES
        for problem in load(wrong_file(case), "a.yaml").problems
    }
    assert codes >= VALUES | CROSS_FIELD | ONLY_AS_TEXT


def test_the_schema_is_valid_and_describes_every_key() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)
    parts = {*FilePart.__subclasses__(), *DraftablePart.__subclasses__()} - {DraftablePart}
    assert {file_format.WholeFile, *file_schema.PARTS} == parts
    schema = file_schema.schema(Words("en"))
    objects = [schema, *schema["$defs"].values()]
    assert all(key["description"] for part in objects for key in part["properties"].values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_prints_the_schema_in_the_language_of_the_run(
    language: Language, tmp_path: Path
) -> None:
    ran = run("schema", "--lang", language, folder=tmp_path)
    assert (ran.err, ran.code) == ("", 0)
    assert json.loads(ran.out) == file_schema.schema(Words(language))


def test_the_schema_beside_the_shipped_file_is_up_to_date(tmp_path: Path) -> None:
    beside = SHIPPED / file_schema.NAME
    arguments = ("schema", "--lang", "vi", "-f", str(SHIPPED / "assignments.yaml"))
    assert beside.read_text(encoding="utf-8") == run(*arguments, folder=tmp_path).out


def parts_of(schema: object) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema:  # type: ignore[attr-defined]
        if isinstance(part, dict | list):
            yield from parts_of(part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_has_a_sentence_for_people(language: Language) -> None:
    schema = file_schema.schema(Words(language))
    patterns = [part for part in parts_of(schema) if isinstance(part.get("pattern"), str)]
    sentences = {part[SENTENCE] for part in patterns}
    assert len(sentences) == 13
    english = {
        part[SENTENCE]
        for part in parts_of(file_schema.schema(Words("en")))
        if isinstance(part.get("pattern"), str)
    }
    assert language == "en" or sentences.isdisjoint(english)


def test_the_schema_calls_parts_as_the_file_does() -> None:
    schema = file_schema.schema(Words("en"))
    assert {"directive", "task", "entry", "village", "owner"} <= set(schema["$defs"])
    assert "Part" not in json.dumps(schema)


def test_editors_are_offered_the_ids_of_a_file(tmp_path: Path) -> None:
    path = SHIPPED / "assignments.yaml"
    document = load(path.read_bytes(), "a.yaml").document
    assert document
    schema = json.loads(run("schema", "-f", str(path), folder=tmp_path).out)
    Draft202012Validator.check_schema(schema)
    task = schema["$defs"]["task"]["properties"]
    texts, lists = task["owner"]["anyOf"][:2]
    owners = [*document.owners, *document.owner_groups]
    assert texts["examples"] == lists["items"]["examples"] == owners
    assert "all" in task["villages"]["anyOf"][0]["examples"]
    entry = schema["$defs"]["entry"]["properties"]
    assert entry["task"]["examples"] == list(document.tasks)
    goals = schema["$defs"]["measure"]["properties"]["at_least"]["anyOf"]
    assert [list(goal.get("properties", ())) for goal in goals] == [[], list(document.villages), []]
    plain = file_schema.schema(Words("en"))["$defs"]["task"]["properties"]
    assert "examples" not in json.dumps([plain["owner"], plain["villages"]])


@pytest.mark.parametrize(
    ("part", "key"),
    [
        ("task", "due"),
        ("entry", "to"),
        ("amendment", "due"),
        ("rule", "on"),
        ("task", "event_days"),
        ("task", "no_date"),
    ],
)
def test_editors_are_offered_an_example_of_each_form_of_deadlines_and_days(
    part: str, key: str
) -> None:
    value = file_schema.schema(Words("vi"))["$defs"][part]["properties"][key]
    choices = [value, *value.get("anyOf", ())]
    offered = next(choice for choice in choices if "examples" in choice)
    assert len(offered["examples"]) > 1
    for example in offered["examples"]:
        assert Draft202012Validator(offered).is_valid(example), example


@pytest.mark.parametrize("options", [(), ("--example",), ("--example", "plan")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_file_has_a_schema_in_its_own_language_with_its_ids(
    options: Sequence[str], language: Language, tmp_path: Path
) -> None:
    assert run("init", "viec.yaml", *options, "--lang", language, folder=tmp_path).code == 0
    document = load((tmp_path / "viec.yaml").read_bytes(), "viec.yaml").document
    assert document
    schema = json.loads((tmp_path / file_schema.NAME).read_text(encoding="utf-8"))
    assert schema == file_schema.schema(Words(document.directive.language), document)


@pytest.mark.parametrize("path", GOOD[:4], ids=lambda path: path.stem)
def test_a_starter_file_points_editors_to_the_schema_beside_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith(MODELINE)
