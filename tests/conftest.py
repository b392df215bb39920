"""What holds for every test: which touch the database, that none is skipped, and no chance."""

import gc

import hypothesis
import pytest
from django.test import TransactionTestCase

from checklist.content.published import published_version
from checklist.content.withdrawn import kept_withdrawals
from tests import EXAMPLES

hypothesis.settings.register_profile(
    "considered", derandomize=True, deadline=None, max_examples=EXAMPLES
)
hypothesis.settings.load_profile("considered")

# What is collected stays, and pages are made of many small things that go at once: looking for
# rings of them costs most.
gc.set_threshold(100_000, 50, 100)

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.fixture(autouse=True)
def _versions_are_looked_up_anew() -> None:
    """Each test has a database of its own, where a version's key may be another one's."""
    published_version.cache_clear()
    kept_withdrawals.cache_clear()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, so that the Makefile can run it on both."""
    for item in items:
        if touches_database(item):
            item.add_marker("database")


def touches_database(item: pytest.Item) -> bool:
    """Whether the test asks for the database: by mark, by fixture, or by Django's class."""
    if item.get_closest_marker("django_db"):
        return True
    if isinstance(item, pytest.Function):
        by_class = item.cls is not None and issubclass(item.cls, TransactionTestCase)
        return by_class or not DATABASE_FIXTURES.isdisjoint(item.fixturenames)
    return False


def pytest_collection_finish() -> None:
    """What was loaded stays to the end: looking it through for litter took a sixth of the time."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A test that was skipped proves nothing: the run then fails."""
    if terminalreporter.stats.get("skipped") or terminalreporter.stats.get("xfailed"):
        terminalreporter.write_line("Tests were skipped: this run proves nothing about them.")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and (reporter.stats.get("skipped") or reporter.stats.get("xfailed")):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
