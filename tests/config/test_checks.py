"""What production cannot do without is named by a system check."""

import pytest
from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from config.checks import NEEDED, refuse_unready

CODES = ["considered.E001", "considered.E002", "considered.E003", "considered.E004"]


def found() -> list[tuple[str | None, str]]:
    complaints = run_checks(tags=[Tags.security])
    return [(complaint.id, complaint.msg.split()[0]) for complaint in complaints]


def test_trying_out_needs_nothing(settings: Settings) -> None:
    settings.PRODUCTION = False
    settings.UNSET = tuple(NEEDED)
    assert found() == []
    refuse_unready()


def test_production_names_each_setting_that_is_missing(settings: Settings) -> None:
    settings.PRODUCTION = True
    settings.UNSET = tuple(NEEDED)
    assert found() == list(zip(CODES, NEEDED, strict=True))


@pytest.mark.parametrize("name", NEEDED)
def test_production_names_one_alone(settings: Settings, name: str) -> None:
    settings.PRODUCTION = True
    settings.UNSET = (name,)
    assert found() == [(NEEDED[name][0], name)]


def test_production_with_everything_set_may_start(settings: Settings) -> None:
    settings.PRODUCTION = True
    settings.UNSET = ()
    assert found() == []
    refuse_unready()


def test_a_server_is_refused_with_everything_named_at_once(settings: Settings) -> None:
    settings.PRODUCTION = True
    settings.UNSET = ("SECRET_KEY", "URGENT_HELP")
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_unready()
    assert [line.split()[0] for line in str(refusal.value).splitlines()] == [
        "SECRET_KEY",
        "URGENT_HELP",
    ]
