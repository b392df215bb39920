"""The benchmark still finds the pages that it measures, and still measures them.

The wizard is left out: its packages are installed by `make bench` alone.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from backports import zstd
from django.test import Client
from pytest_django import Settings

from bench import effect, floor, ours
from bench.asked import FORM, Asked, Case
from bench.load import WrongAnswerError, load, look, waits
from bench.servers import Server, serving
from bench.sites import BARE, BESIDE, Site, fill
from checklist.walk.models import Event

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


@pytest.fixture
def cases(settings: Settings, tmp_path: Path, db: None) -> dict[str, Case]:
    """Our pages, on a site that the benchmark has made ready."""
    settings.VAR = tmp_path
    settings.ALLOWED_HOSTS = ["*"]
    return {case.name: case for case in ours.cases()}


def ask(asked: Asked) -> "Answer":
    """The answer to what is asked, the form's token checked as on a real site."""
    client = Client(enforce_csrf_checks=True, headers=asked.headers)
    form = asked.next_form()
    return client.generic(asked.method, asked.path, form, FORM, secure=True)


def test_our_pages_are_those_that_are_meant_and_the_list_holds_fifty_assessments(
    cases: dict[str, Case],
) -> None:
    pages = {}
    for name in ("section", "results", "list"):
        (asked,) = cases[name].asked
        answer = ask(asked)
        assert answer.status_code == cases[name].status == 200, name
        pages[name] = zstd.decompress(answer.content).decode()
        assert cases[name].says in pages[name]
    assert len(set(re.findall(r"/assessments/(\w{4}-\w{4})/", pages["list"]))) == 50


def test_each_form_that_is_sent_is_saved(cases: dict[str, Case]) -> None:
    save = cases["save"]
    for asked in (save.browser(0), save.browser(0), save.browser(0), save.browser(1)):
        answer = ask(asked)
        assert answer.status_code == save.status == 302
        assert answer["Location"].endswith(save.says)
        last = Event.objects.latest("pk")
        assert asked.path.split("/")[2] == last.assessment.code
        assert list(last.changes) == ["alternatives"]
        assert last.revision == asked.revision


def test_the_effect_of_a_draft_is_counted_over_ten_thousand_assessments(
    cases: dict[str, Case],
) -> None:
    (case,) = effect.cases()
    answer = ask(case.asked[0])
    assert answer.status_code == case.status
    page = zstd.decompress(answer.content).decode()
    assert case.says in page
    assert "Changes kind (from " in page


@pytest.mark.server
def test_the_bare_page_is_made_as_long_as_ours_is_compressed_and_takes_three_queries(
    tmp_path: Path,
) -> None:
    site = Site(BARE, f"sqlite:///{tmp_path}/bare.sqlite3")
    site.prepare()
    fill(site, 25_000)
    with site.serving() as server:
        answer = look(server.port, site.case("bare"))
    assert len(answer.body) == 25_000
    assert len(answer.sent) < 10_000
    assert site.queries() == {"bare": 3}


@pytest.fixture
def floor_server(tmp_path: Path) -> Iterator[Server]:
    """The server that answers every question with the same page."""
    reply = tmp_path / "reply"
    reply.write_bytes(zstd.compress(b"<form>"))
    application = f"bench.floor:replying({str(reply)!r})"
    with serving(*BESIDE, application, environment=dict(os.environ)) as server:
        yield server


@pytest.mark.server
def test_the_load_counts_what_was_answered(floor_server: Server) -> None:
    before = floor_server.cpu_seconds()
    seen = load(floor_server.port, floor.CASE, 0.1)
    assert len(seen.waits) > 4
    assert seen.seconds > 0.1
    assert 0 < seen.quantile(0) <= seen.quantile(0.5) <= seen.quantile(0.99) <= max(seen.waits)
    assert floor_server.cpu_seconds() > before


@pytest.mark.server
def test_waits_are_those_of_one_browser_after_another(floor_server: Server) -> None:
    waited = waits(floor_server.port, floor.CASE, 3)
    assert len(waited) == 3
    assert min(waited) > 0


@pytest.mark.server
def test_an_answer_that_is_not_meant_ends_the_benchmark(floor_server: Server) -> None:
    with pytest.raises(WrongAnswerError):
        load(floor_server.port, Case("save", 302, "", floor.CASE.asked), 0.1)
    with pytest.raises(WrongAnswerError):
        look(floor_server.port, Case("floor", 200, "what it does not say", floor.CASE.asked))


@pytest.mark.server
def test_a_server_is_gone_after_its_block_also_after_a_failure(tmp_path: Path) -> None:
    (tmp_path / "reply").touch()
    application = f"bench.floor:replying({str(tmp_path / 'reply')!r})"
    with (
        pytest.raises(ZeroDivisionError),
        serving(*BESIDE, application, environment=dict(os.environ)) as server,
    ):
        raise ZeroDivisionError
    assert not Path(f"/proc/{server.worker}").exists()
