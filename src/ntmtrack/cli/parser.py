"""The command line as Typer reads it; each command is built only when it is run."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from collections.abc import Iterator
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Any
from typing import cast
from typing import get_args
from typing import get_type_hints

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperArgument
from typer.core import TyperCommand
from typer.core import TyperGroup
from typer.core import TyperOption
from typer.main import get_command
from typer.main import get_group

from ntmtrack.cli import output
from ntmtrack.cli.commands import COMMANDS
from ntmtrack.cli.commands import find
from ntmtrack.cli.options import Argument
from ntmtrack.cli.options import Command
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from typer._click.core import Context
    from typer._click.core import Parameter
    from typer._click.formatting import HelpFormatter


PLAIN: dict[str, Any] = {
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,
}


class Commands(TyperGroup):
    """List commands by name and help alone, and load the one that is run."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read what stands before the command; with nothing after it, the help is shown."""
        try:
            return super().parse_args(ctx, [] if args == ["--"] else args)
        except UsageError as error:
            from ntmtrack.cli import help_text

            raise help_text.ours(error, ctx, args) from None

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, TyperCommand | None, list[str]]:
        """Find the command to run; a mistyped name is an error."""
        name, *rest = args
        if name in self.commands:
            return name, load(name, ctx.obj), rest
        if ctx.resilient_parsing:
            return None, None, rest
        from ntmtrack.cli import help_text

        raise help_text.no_such_command(name, self.commands)

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help in the language of the run."""
        from ntmtrack.cli import help_text

        listed = [(name, one.help or "") for name, one in self.commands.items()]
        help_text.write(self, listed, ctx, formatter)


class _Command(TyperCommand):
    """Read and explain a command's arguments in the language of the run."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the arguments, or raise what is wrong with them as a problem of our own."""
        typed = list(args)
        ctx.allow_extra_args = True  # what is left over is said below
        try:
            rest = super().parse_args(ctx, args)
        except UsageError as error:
            from ntmtrack.cli import help_text

            raise help_text.ours(error, ctx, typed) from None
        if rest and not ctx.resilient_parsing:
            from ntmtrack.cli import help_text

            raise help_text.too_much(rest, ctx)
        return rest

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help in the language of the run."""
        from ntmtrack.cli import help_text

        help_text.write(self, (), ctx, formatter)


def program(words: Words) -> Commands:
    """Give the command line, its help in these words."""
    about = words.say(N_("Track who owes what, where and by when under a directive."))
    app = typer.Typer(cls=Commands, help=about, no_args_is_help=True, **PLAIN)
    found = cast("Commands", get_group(app))
    about = words.say(N_("Show the versions of the program and its libraries."))
    found.params.append(
        TyperOption(
            param_decls=["--version"],
            help=about,
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_versions,
        )
    )
    for name, listed in COMMANDS.items():
        found.add_command(TyperCommand(name, help=words.say(listed.help), rich_markup_mode=None))
    return found


def _show_versions(ctx: Context, _: Parameter, asked: bool) -> None:  # noqa: FBT001 - Typer's way
    if asked and not ctx.resilient_parsing:
        from ntmtrack.cli import versions

        output.say(versions.text())
        raise typer.Exit


def load(name: str, words: Words) -> TyperCommand:
    """Import a command and build it, its help in these words."""
    app = typer.Typer(**PLAIN)
    app.command(name, cls=_Command, help=words.say(COMMANDS[name].help))(_callback(find(name)))
    built = cast("TyperCommand", get_command(app))
    for one in built.params:
        if isinstance(one, TyperArgument | TyperOption):
            one.help = one.help and words.say(one.help)
            one.metavar = one.metavar and words.say(one.metavar)
    return built


def _callback(command: Command | Callable[..., None]) -> Callable[..., None]:
    """Give the function that Typer calls.

    Typer reads a command's parameters from its signature, so that is made to list them.
    """
    run = command.run if isinstance(command, Command) else command
    own = list(inspect.signature(run, eval_str=True).parameters.values())
    shared: list[inspect.Parameter] = []
    if isinstance(command, Command):
        own, shared = own[1:], list(_shared(command))
    parameters = [_told(one) for one in (*own, *shared)]

    def called(**given: Any) -> None:  # noqa: ANN401 - whatever Typer passes
        if isinstance(command, Command):
            options = command.kind(**{one.name: given.pop(one.name) for one in shared})
            command.run(options, **given)
        else:
            command(**given)

    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    return called


def _shared(command: Command) -> Iterator[inspect.Parameter]:
    """List the shared options of a command."""
    hints = get_type_hints(command.kind, include_extras=True)
    for name, default in command.kind._field_defaults.items():
        if name not in command.without:
            kind = inspect.Parameter.KEYWORD_ONLY
            yield inspect.Parameter(name, kind, default=default, annotation=hints[name])


def _told(one: inspect.Parameter) -> inspect.Parameter:
    """Describe a parameter as Typer wants it."""
    kind, about = get_args(one.annotation)
    make = typer.Argument if isinstance(about, Argument) else typer.Option
    told: Any = Annotated
    told = told[kind, make(*about.names, **about.about)]
    return one.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=told)
