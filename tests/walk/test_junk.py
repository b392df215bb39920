"""Every form of the walk, sent with whatever anybody may send: nothing fails or is half done."""

import json
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklist.accounts.models import User
from checklist.content import envelope
from checklist.content.models import ChecklistVersion
from checklist.engine.answers import check_answers
from checklist.engine.summary import Summary, summarise
from checklist.walk.models import Assessment, Reason
from tests import scenes
from tests.walk.pages import at, read

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

Fields = list[tuple[str, str]]

# The scene is built once for all examples of a test; what an example does is undone after it.
drawn = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])

ANSWERED = {200, 302, 400, 403, 404, 409, 413, 422, 429}
NOW = "the revision that is stored"
"""In a form that is drawn, what is put in when it is sent."""
STARTER = envelope.read((scenes.STARTER / f"{scenes.MAIN}-1.0.json").read_text(encoding="utf-8"))
QUESTIONS = {
    f"{section.key}/": {
        criterion.key: ("", *(option.key for option in criterion.options))
        for criterion in section.criteria
    }
    for section in STARTER.definition.sections
}
"""By section: its criteria, and what may be answered to each."""
LINES = ("diagnosis.bipolar.1", "suicide-risk.imminent.1", "rule-prepared")
"""Two that stand in the results here, and one that does not."""

# What people and programs send

_CHARACTERS = st.characters(exclude_categories=["Cs"])
_ODD = (
    *("\0", "a\0b", "\x1b[2J", "\x85\u2028", "\u202egnp", "\ufeff", "\U0001f9e0", "e\u0301"),
    *("null", "None", "true", "NaN", "1e999", "-0", "٣", "0x10", "' or 1=1 --", "%00", "%zz"),
    *("<script>alert(1)</script>", '"><b', "{{ 7|add:7 }}", "{% debug %}", "../..", "__proto__"),
    *('{"option": "low"}', "[]", "diagnosis", "revision", "\r\n\r\n", "\t", " ", ""),
)
_LONG = st.builds(
    str.__mul__,
    st.sampled_from(["x", "é", "\0", "\r\n", "\U0001f9e0", "&", " ", "<b>", "a b "]),
    st.sampled_from([1, 100, 199, 200, 201, 250, 499, 500, 501, 3_000, 30_000]),
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
).map(json.dumps)
TEXTS = st.text(_CHARACTERS, max_size=40) | st.sampled_from(_ODD) | _LONG | _JSON
# Without just one revision, and with a section to go to that is none, a form goes no further than
# that: most have them right.
REVISIONS: st.SearchStrategy[Fields] = st.sampled_from(
    [
        *([[("revision", NOW)]] * 12),
        *([("revision", text)] for text in ("0", "1", "999999999", "1000000000", "-1", "\0")),
        [("revision", NOW), ("revision", "0")],
        [],
    ]
)
BUTTONS: st.SearchStrategy[Fields] = st.sampled_from(
    [
        *([[]] * 4),
        *([("go", section)] for section in ("review", "depression", "course-and-follow-up")),
        *([("leave", "1")], [("next", "")], [("go", "nowhere")], [("go", "review"), ("leave", "")]),
    ]
)


@st.composite
def forms(draw: st.DrawFn, fields: dict[str, st.SearchStrategy[str]]) -> Fields:
    """A form with some of these fields as they should be, and perhaps others, or some twice."""
    names = draw(st.lists(st.sampled_from(list(fields)), min_size=1, max_size=6, unique=True))
    honest = [(name, draw(fields[name])) for name in names]
    every = [*fields, *(name for asked in QUESTIONS.values() for name in asked)]
    junk = st.tuples(st.sampled_from(every) | st.text(_CHARACTERS, max_size=12), TEXTS)
    again = st.tuples(st.sampled_from(names), st.sampled_from(["", "unknown"]))
    more = draw(st.lists(junk, max_size=2)) + draw(st.lists(again, max_size=1))
    return draw(REVISIONS) + honest + (more if draw(st.booleans()) else []) + draw(BUTTONS)


def section_forms(section: str) -> st.SearchStrategy[Fields]:
    """Forms of one section."""
    questions = QUESTIONS[section]
    fields = {key: st.sampled_from(options) for key, options in questions.items()}
    return forms({**fields, **{f"{key}-comment": TEXTS for key in questions}})


STARTS = forms({"checklist": st.sampled_from([scenes.MAIN, scenes.FOLLOW_UP])})
REVIEWS = forms({"own-view": TEXTS})
REASONS = forms({"consideration": st.sampled_from(LINES), "reason": TEXTS})
SENT: dict[str, st.SearchStrategy[Fields]] = {
    **{section: section_forms(section) for section in QUESTIONS},
    "review/": REVIEWS,
    "results/reasons/": REASONS,
    "amend/": forms({"amend": TEXTS}),
}
"""By the page that it is sent to: what a form may hold."""
SENDINGS = st.sampled_from(list(SENT)).flatmap(lambda page: st.tuples(st.just(page), SENT[page]))

# A walk to send it to


@dataclass(frozen=True, slots=True)
class Site:
    """A clinician with an open and a completed assessment, and a guest with the same."""

    browsers: dict[str, Client]
    walks: dict[str, Assessment]

    def send(self, browser: Client, url: str, fields: Fields) -> "Answer":
        """Send a form, and look at what became of it."""
        before, body = scenes.stored(), urlencode(fields)
        answer = browser.generic(
            "POST", url, body, content_type="application/x-www-form-urlencoded"
        )
        after = scenes.stored()
        assert answer.status_code in ANSWERED
        if answer.status_code >= 400:
            assert after == before
        if answer.status_code in {409, 422}:
            self.lead_somewhere(answer)
        if after != before:
            self.are_sound()
        return answer

    def lead_somewhere(self, answer: "Answer") -> None:
        """See that the page that refuses is well made and leads to the places of its errors."""
        page = read(answer)
        links = [each["href"] for each in page.all("a") if each["href"].startswith("#")]
        assert {link[1:] for link in links} <= set(page.values("id"))

    def are_sound(self) -> None:
        """See that everything stored is as it may be."""
        definition = STARTER.definition
        for walk in Assessment.objects.prefetch_related("events", "reasons"):
            check_answers(definition, walk.choices)
            assert set(walk.answers) <= set(definition.criteria)
            for given_ in walk.answers.values():
                assert set(given_) in ({"option"}, {"comment"}, {"option", "comment"})
            assert all(0 < len(text) <= 500 for text in walk.comments.values())
            assert not any("\0" in text or "\r" in text for text in walk.comments.values())
            assert len(walk.own_view) <= 200
            kinds = [event.kind for event in walk.events.all()]
            assert kinds.count("saved") == walk.revision
            assert kinds.count("completed") == int(walk.is_completed)
            assert kinds.count("reasoned") == len(walk.reasons.all())
            if walk.is_completed:
                summary = Summary.model_validate_json(walk.summary)
                assert summary == summarise(definition, walk.choices)
                lines = {raised.key for raised in summary.considerations}
                assert {reason.consideration for reason in walk.reasons.all()} <= lines
        assert all(0 < len(reason.text) <= 500 for reason in Reason.objects.all())


@pytest.fixture
def site(client: Client, guest: Client, clinician: User, version: ChecklistVersion) -> Site:
    """A site on which both have begun."""
    owners = {"clinician": (clinician, ""), "guest": (None, scenes.make_guest(guest))}
    walks = {}
    for name, (owner, token) in owners.items():
        for state in ("open", "done"):
            started = scenes.start(version, owner, guest_token=token, now=timezone.now())
            answers = {"diagnosis": "bipolar", "suicide-risk": "imminent"}
            answered = scenes.answer(started, answers, {"diagnosis": "by letter"})
            walks[f"{name} {state}"] = scenes.complete(answered) if state == "done" else answered
    begun = Site({"clinician": client, "guest": guest}, walks)
    begun.are_sound()
    return begun


def with_revision(fields: Fields, walk: Assessment) -> Fields:
    """The form, with the revision that is stored where one was to be put in."""
    now = str(Assessment.objects.get(pk=walk.pk).revision)
    return [(name, now if value == NOW else value) for name, value in fields]


WHO = st.sampled_from(["clinician", "guest"])
STATES = st.sampled_from(["open", "open", "done"])


@drawn
@given(who=WHO, state=STATES, sent=st.lists(SENDINGS, min_size=1, max_size=4))
def test_any_forms_in_any_order_leave_a_walk_sound(
    site: Site, who: str, state: str, sent: list[tuple[str, Fields]]
) -> None:
    with transaction.atomic():
        walk, browser = site.walks[f"{who} {state}"], site.browsers[who]
        for page, fields in sent:
            site.send(browser, at(walk, page), with_revision(fields, walk))
        transaction.set_rollback(True)


@pytest.mark.parametrize("place", SENT)
def test_a_page_takes_any_form(site: Site, place: str) -> None:
    @drawn
    @given(who=WHO, fields=SENT[place])
    def any_form(who: str, fields: Fields) -> None:
        state = "done" if place in {"results/reasons/", "amend/"} else "open"
        walk = site.walks[f"{who} {state}"]
        with transaction.atomic():
            site.send(site.browsers[who], at(walk, place), with_revision(fields, walk))
            transaction.set_rollback(True)

    any_form()


@drawn
@given(who=WHO, fields=STARTS)
def test_starting_takes_any_form(site: Site, who: str, fields: Fields) -> None:
    with transaction.atomic():
        site.send(scenes.copy_of(site.browsers[who]), "/assessments/", fields)
        transaction.set_rollback(True)


@drawn
@given(
    who=WHO,
    asked=st.dictionaries(st.sampled_from(["reference", "open", "done", "new", "next"]), TEXTS),
)
def test_any_question_in_an_address_is_answered(
    site: Site, who: str, asked: dict[str, str]
) -> None:
    before = scenes.stored()
    walk = site.walks[f"{who} open"]
    unreadable = any("\0" in text for text in chain.from_iterable(asked.items()))
    for url in ("/", "/assessments/", at(walk, "depression/"), at(walk, "review/"), "/about/"):
        answer = site.browsers[who].generic("GET", url, QUERY_STRING=urlencode(asked))
        assert answer.status_code in ({400} if unreadable else {200, 302, 404})
    assert scenes.stored() == before


PEOPLE = st.sampled_from(
    [
        *([("clinician", scenes.PASSWORD)] * 8),
        *(("clinician", text) for text in ("wrong", "", "\0", "x" * 5_000)),
        *((text, scenes.PASSWORD) for text in ("", "\0", "é\u202e", "x" * 300, "' or 1=1 --")),
    ]
)
PATHS = st.sampled_from(
    [
        *(["{walk}"] * 8),
        *("/", "/assessments/", "/accounts/logout/", "/admin/", "//x.example/", "\0", "{walk}?a=b"),
    ]
)


@drawn
@given(
    who=PEOPLE,
    whose=st.sampled_from(["clinician open", "clinician open", "clinician done", "guest open"]),
    to=st.sampled_from(list(SENT)),
    path=PATHS,
    data=st.data(),
)
def test_signing_in_takes_whatever_is_carried(
    site: Site, who: tuple[str, str], whose: str, to: str, path: str, data: st.DataObject
) -> None:
    cache.clear()
    walk = site.walks[whose]
    carried = data.draw(SENT[to].map(urlencode) | TEXTS, "carried")
    fields = [
        *zip(("login", "password"), who, strict=True),
        ("carried-path", path.replace("{walk}", at(walk, to))),
        ("carried", carried.replace(urlencode({"": NOW})[1:], str(walk.revision))),
    ]
    with transaction.atomic():
        site.send(Client(), "/accounts/login/", fields)
        transaction.set_rollback(True)


def test_an_error_at_a_question_out_of_view_leads_to_the_question(site: Site) -> None:
    walk, browser = site.walks["clinician open"], site.browsers["clinician"]
    sent = [("revision", "1"), ("trial-limits", "not-taken"), ("trial-limits", "")]
    answer = site.send(browser, at(walk, "depression/"), sent)
    assert answer.status_code == 422
    assert read(answer).one(role="alert").values("href") == ["#trial-limits"]
