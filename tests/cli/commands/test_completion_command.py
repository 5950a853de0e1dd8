"""The completion scripts that shells load."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path
from typing import get_args

import pytest
from programs import needs
from running import DATA
from running import SHIPPED
from running import plain_environment
from running import run
from shells import STUB

from ntmtrack.cli.commands.completion_command import SCRIPTS
from ntmtrack.cli.commands.completion_command import Shell


@pytest.mark.long
@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("ntmtrack stat", "status\tShow where the directive stands"),
        ("ntmtrack list --village Ch", "Chế Biển"),
        ("ntmtrack list --village che", "che-bien\tChế Biển"),
        ('ntmtrack list --village "che b', "che bien\tChế Biển"),
        ("ntmtrack list --village=ch", "--village=Chế Biển"),
        ("ntmtrack show bich-hoa@ch", "bich-hoa@che-bien\tKhảo sát"),
        ("ntmtrack list --village Chế\\ ", "Chế Biển"),
        ("ntmtrack list --status qu", "quá hạn\toverdue"),
        ("ntmtrack list --status=qua", "--status=qua-han\toverdue"),
        ("ntmtrack list --status 'sap d", "sap den han\tdue-soon"),
        ("ntmtrack history --mark gia", "gia hạn\textended"),
        ("ntmtrack list --columns id,sup", "id,support\tSupport"),
        ("ntmtrack list --columns id,phoi", "id,phoi-hop\tsupport"),
        ("ntmtrack list --columns=id,phoi", "--columns=id,phoi-hop\tsupport"),
        ("ntmtrack list -f small", "small.yaml"),
        ("ntmtrack list --file=small", "--file=small.yaml"),
        ("ntmtrack done bich-hoa --amount ", "diem=\tđiểm"),
    ],
)
def test_fish_completes_a_line(line: str, first: str, tmp_path: Path) -> None:
    program = tmp_path / "ntmtrack"
    program.write_text(STUB, encoding="utf-8")
    program.chmod(0o755)
    environment = plain_environment({"HOME": str(tmp_path), "NTMTRACK_FILE": str(SHIPPED)})
    environment["PATH"] = f"{tmp_path}:{environment['PATH']}"
    script = f"source {SCRIPTS}/ntmtrack.fish; complete -C {shlex.quote(line)}"
    ran = subprocess.run(
        [needs("fish"), "--no-config", "-c", script],
        env=environment,
        cwd=DATA,
        capture_output=True,
        check=True,
    )
    assert ran.stdout.decode().startswith(first)
    assert ran.stderr == b""


@pytest.mark.parametrize("shell", get_args(Shell))
def test_completion_prints_the_script_of_a_shell(shell: Shell) -> None:
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (SCRIPTS / f"ntmtrack.{shell}").read_text(encoding="utf-8")
