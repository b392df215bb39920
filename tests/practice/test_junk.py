"""Every form of practice, sent with whatever anybody may send: nothing fails or is half done."""

from urllib.parse import urlencode

from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklist.accounts.models import User
from checklist.practice.models import Attempt, Case
from tests import scenes
from tests.practice import casting
from tests.walk.test_junk import ANSWERED, NOW, REVIEWS, TEXTS, Fields, forms, section_forms

# The scene is built once for all examples of a test; what an example does is undone after it.
drawn = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])

STARTS = forms({"feedback": st.sampled_from(["end", "section"])})
SENDINGS = st.one_of(
    st.tuples(st.just("/practice/attempts/{code}/depression/"), section_forms("depression/")),
    st.tuples(st.just("/practice/attempts/{code}/suicide-risk/"), section_forms("suicide-risk/")),
    st.tuples(st.just("/practice/attempts/{code}/review/"), REVIEWS),
    st.tuples(st.just(f"/practice/{casting.FIRST}/"), STARTS),
)


def test_every_page_takes_any_form(cases: dict[str, Case], trainee: User, browser: Client) -> None:
    case = cases[casting.FIRST]
    attempts = {
        "end": casting.answer(casting.start(case, trainee), {"diagnosis": "bipolar"}),
        "section": casting.start(case, trainee, feedback="section"),
        "done": casting.attempted(case, trainee),
    }

    @drawn
    @given(which=st.sampled_from(list(attempts)), sent=st.lists(SENDINGS, min_size=1, max_size=2))
    def any_form(which: str, sent: list[tuple[str, Fields]]) -> None:
        with transaction.atomic():
            for path, fields in sent:
                send(browser, attempts[which], path, fields)
            transaction.set_rollback(True)

    any_form()


def send(browser: Client, attempt: Attempt, path: str, fields: Fields) -> None:
    """Send a form, and look at what became of it."""
    before, revision = scenes.stored(), str(Attempt.objects.get(pk=attempt.pk).revision)
    body = urlencode([(name, revision if text is NOW else text) for name, text in fields])
    url = path.format(code=attempt.code)
    form = "application/x-www-form-urlencoded"
    answer = browser.generic("POST", url, body, content_type=form)
    assert answer.status_code in ANSWERED
    if answer.status_code >= 400:
        assert scenes.stored() == before


def test_any_question_in_an_address_is_answered(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    attempt = casting.start(cases[casting.FIRST], trainee)
    paths = ["", "progress/", f"{casting.FIRST}/", f"attempts/{attempt.code}/depression/"]

    @drawn
    @given(asked=st.dictionaries(st.sampled_from(["page", "new", "next"]), TEXTS))
    def any_question(asked: dict[str, str]) -> None:
        for path in paths:
            answer = browser.generic("GET", f"/practice/{path}", QUERY_STRING=urlencode(asked))
            assert answer.status_code in {200, 400}

    any_question()
