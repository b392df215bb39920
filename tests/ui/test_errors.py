"""Error pages. None of these tests may touch the database: a query would fail them."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from checklist.ui.logs import ReferenceFilter

pytestmark = pytest.mark.usefixtures("more_addresses")
REFERENCE = re.compile(r"E-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")

PAGES = [
    ("/refuses/", 400, "This could not be read"),
    ("/suspects/", 400, "This could not be read"),
    ("/forbids/", 403, "Your account may not open this"),
    ("/nowhere/", 404, "There is no page here for you"),
    ("/clashes/", 409, "It is closed"),
    ("/fails/", 500, "Something went wrong here"),
    ("/reaches-no-database/", 503, "Not available for the moment"),
]


@pytest.fixture
def visitor(client: Client) -> Client:
    """A browser: what fails at the server comes to it as a page."""
    client.raise_request_exception = False
    return client


def heading(page: str) -> str:
    """The one heading of the first level."""
    return " and ".join(re.findall(r"<h1>(.*?)</h1>", page))


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The lines about requests, as a formatter may write them."""
    about = ReferenceFilter()
    return [
        f"{record.levelname} {record.status} {record.path} {record.reference}"  # type: ignore[attr-defined]
        for record in caplog.records
        if about.filter(record) and hasattr(record, "request")
    ]


@pytest.mark.parametrize(("path", "status", "title"), PAGES)
def test_each_error_page_says_what_it_is(
    visitor: Client, path: str, status: int, title: str
) -> None:
    answer = visitor.get(path)
    assert (answer.status_code, heading(answer.text)) == (status, title)
    assert f"Error {status}" in answer.text


@pytest.mark.parametrize(("path", "status", "title"), PAGES)
def test_its_reference_stands_in_the_log_once(
    visitor: Client, caplog: pytest.LogCaptureFixture, path: str, status: int, title: str
) -> None:
    [reference] = REFERENCE.findall(visitor.get(path).text)
    [line] = logged(caplog)
    assert line.split(maxsplit=1)[1] == f"{status} {path} {reference}"


def test_no_two_requests_have_the_same_reference(visitor: Client) -> None:
    references = [REFERENCE.findall(visitor.get("/nowhere/").text)[0] for _ in range(20)]
    assert len(set(references)) == 20


def test_a_form_without_token_is_told_that_nothing_was_saved(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = Client(enforce_csrf_checks=True).post("/assessments/", {"checklist": "any"})
    [reference] = REFERENCE.findall(answer.text)
    assert answer.status_code == 403
    assert heading(answer.text) == "Nothing was saved: the page was out of date"
    assert "cookies" in answer.text
    assert logged(caplog) == [f"WARNING 403 /assessments/ {reference}"]


def test_a_sentence_is_shown_but_never_as_markup(visitor: Client) -> None:
    assert "The &lt;b&gt;revision&lt;/b&gt; is missing." in visitor.get("/refuses/").text


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/refuses/", "The &lt;b&gt;revision&lt;/b&gt; is missing."),
        ("/suspects/", "What arrived is not what a page of ours sends."),
    ],
)
def test_a_400_says_once_that_nothing_was_saved_and_how_to_lose_nothing(
    visitor: Client, path: str, why: str
) -> None:
    told = (
        "Nothing was saved. Go back: what you typed is still in that page. "
        "Copy what is long before you reload it."
    )
    said = re.findall(r'<p(?: class="lede")?>(.*?)</p>', visitor.get(path).text)
    assert said[:2] == [why, told]
    assert sum("Nothing was saved." in each for each in said) == 1


def test_what_makes_a_request_suspicious_is_not_told(visitor: Client) -> None:
    assert "a detail of how we know" not in visitor.get("/suspects/").text


def test_an_unknown_host_is_a_400_page(visitor: Client) -> None:
    answer = visitor.get("/about/", headers={"host": "elsewhere.example"})
    assert (answer.status_code, heading(answer.text)) == (400, "This could not be read")


def test_a_404_offers_to_sign_in_and_come_back(visitor: Client) -> None:
    page = visitor.get("/nowhere/?a=1&b=2").text
    assert 'href="/accounts/login/?next=%2Fnowhere%2F%3Fa%3D1%26b%3D2"' in page


def test_a_404_after_a_post_or_at_an_endless_address_does_not_lead_back(visitor: Client) -> None:
    after_post = visitor.post("/nowhere/").text
    endless = visitor.get(f"/{'x' * 600}/").text
    assert ['href="/accounts/login/"' in page for page in (after_post, endless)] == [True, True]


def test_a_500_and_a_503_name_the_emergency_route(visitor: Client, settings: Settings) -> None:
    settings.URGENT_HELP = "Ring extension 2222."
    for path in ("/fails/", "/reaches-no-database/"):
        assert "Ring extension 2222." in visitor.get(path).text


def test_a_503_offers_to_try_again_what_can_be_opened_again(visitor: Client) -> None:
    opened = visitor.get("/reaches-no-database/?a=1&b=2")
    assert '<a class="btn" href="/reaches-no-database/?a=1&amp;b=2">Try again</a>' in opened.text
    assert opened["Retry-After"] == "60"
    sent = visitor.post("/reaches-no-database/").text
    assert "Try again" not in sent
    assert "go back, wait a minute, and save again" in sent


def test_a_conflict_has_its_own_way_on(visitor: Client) -> None:
    page = visitor.get("/clashes/").text
    assert '<a class="btn" href="/there/">Results</a>' in page
    assert "Amend it." in page


def test_no_error_page_is_kept_by_a_browser(visitor: Client) -> None:
    assert "no-store" in visitor.get("/nowhere/")["Cache-Control"]
