"""Which codes the program can raise, read from its source: what it gives to those that take one."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from pathlib import Path

PACKAGE = Path(__file__).parent.parent.parent / "src" / "ntmtrack"
# What takes a code, and where: values that hold one, and functions that pass one on to those.
FIRST = ("Problem", "Finding", "Fault", "BadDateError", "usage", "wrong", "_wrong", "_problem")
RAISERS = {**dict.fromkeys(FIRST, 0), "_refused": 1}
METHODS = {"add": 0, "fail": 0}  # of `Faults`, in these modules; sets have the one too
METHODS_IN = {"scalars", "yaml_tree"}
# Where a code comes from a value that was made elsewhere with it.
HANDED_ON = {"fault.code", "found.code", "error.code", "code"}
ANY = "[a-z0-9-]+"


class Module:
    """Find the codes in one file; each is a pattern, for some are put together."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._tree = ast.parse(path.read_text(encoding="utf-8"))
        self._functions = {
            node.name: node for node in ast.walk(self._tree) if isinstance(node, ast.FunctionDef)
        }
        self._tables = {
            ast.unparse(target): node.value
            for node in self._tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        }

    def codes(self, raisers: Mapping[str, int]) -> set[str]:
        """Give the codes of every call that raises one, wherever it stands."""
        found: set[str] = set()
        for function in [None, *self._functions.values()]:
            for node in ast.walk(function or self._tree):
                if isinstance(node, ast.Call) and node.args and _name(node.func) in raisers:
                    found |= self._of(node.args[raisers[_name(node.func)]], function)
        return found

    def _of(self, value: ast.expr, function: ast.FunctionDef | None) -> set[str]:
        """Give the codes that an expression may stand for."""
        match value:
            case ast.Constant(value=str(code)):
                return {code}
            case ast.JoinedStr(values=parts):
                return {"".join(_pattern(part) for part in parts)}
        given = self._given(value, function)
        assert given or ast.unparse(value) in HANDED_ON, f"{self.name}: {ast.unparse(value)}"
        return {code for one, within in given for code in self._of(one, within)}

    def _given(
        self, value: ast.expr, function: ast.FunctionDef | None
    ) -> list[tuple[ast.expr, ast.FunctionDef | None]]:
        """List the expressions that another one takes its value from, with their functions."""
        match value:
            case ast.IfExp(body=one, orelse=other):
                return [(one, function), (other, function)]
            case ast.Name(id=name) if function:
                return [(one, function) for one in _assigned(function, name)]
            case ast.Call(func=ast.Name(id=name)) if name in self._functions:
                called = self._functions[name]
                returned = (one.value for one in ast.walk(called) if isinstance(one, ast.Return))
                return [(one, called) for one in returned if one]
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="get"), args=[_, *rest]):
                constants = [one for one in rest if isinstance(one, ast.Constant)]
                return [(one, None) for one in (*self._tables[name].values, *constants)]
        return []


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _pattern(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else ANY


def _assigned(function: ast.FunctionDef, name: str) -> list[ast.expr]:
    """List what a name is given within a function, also as one of several."""
    found: list[ast.expr] = []
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            pairs = zip(names, values, strict=False)
            found += (one for to, one in pairs if isinstance(to, ast.Name) and to.id == name)
    return found


def unknown_raisers() -> set[str]:
    """Name functions that take a code and are none of those that are looked for."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
    functions = (node for tree in trees for node in ast.walk(tree))
    found = (one for one in functions if isinstance(one, ast.FunctionDef))
    taking = {one.name for one in found if any(arg.arg == "code" for arg in one.args.args)}
    return taking - RAISERS.keys() - METHODS.keys() - {"__init__"}


def patterns(raisers: Mapping[str, int] | None = None) -> set[str]:
    """Give a pattern for every code that the program can raise, or that some functions take."""
    modules = [Module(path) for path in PACKAGE.rglob("*.py")]
    methods = {module.name: METHODS if module.name in METHODS_IN else {} for module in modules}
    return {
        code for one in modules for code in one.codes(raisers or {**RAISERS, **methods[one.name]})
    }
