"""A file's settings for our own papers: they are read, and kept in the copy."""

from __future__ import annotations

from running import DATA
from running import SHIPPED

from ntmtrack.datafile import codec
from ntmtrack.datafile.load import load
from ntmtrack.directive.model import PaperSettings
from ntmtrack.directive.model import Recipient
from ntmtrack.directive.model import Signer


def test_settings_for_papers_are_read_and_kept() -> None:
    loaded = load((DATA / "state.yaml").read_bytes(), "state.yaml")
    assert loaded.document
    directive, settings = loaded.document.directive, loaded.document.settings
    assert directive.profile is None
    assert settings.overdue_long_days == 10
    assert settings.report == PaperSettings(
        signer=Signer("Mùa A Páo", "Phó Chủ tịch", "Chủ tịch", "K/T"),
        abbreviation="UBND",
        recipients=(
            Recipient("Ủy ban nhân dân tỉnh", "để báo cáo"),
            Recipient("Trưởng các bản"),
        ),
    )
    assert codec.load(codec.dump(loaded), "state.yaml") == loaded


def test_settings_that_are_left_out_have_defaults() -> None:
    document = load(SHIPPED.read_bytes(), "x.yaml").document
    assert document
    assert document.settings.report == PaperSettings()
    assert document.settings.overdue_long_days == 15
    assert document.directive.signer
    assert document.directive.signer.by == "T/M"
