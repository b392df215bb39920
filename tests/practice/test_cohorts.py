"""Supervisors make cohorts, put trainees in, and see what these submit; nobody else does."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from checklist.accounts.models import User
from checklist.content.actions import load, publish
from checklist.content.envelope import Envelope
from checklist.content.models import ChecklistVersion
from checklist.engine import codec
from checklist.engine.comparison import Agreement
from checklist.practice.actions import carry_to, show_section
from checklist.practice.cohorts import attempts as of_cohort
from checklist.practice.cohorts.report import Report
from checklist.practice.models import Attempt, Case, Cohort
from tests import scenes
from tests.practice import casting
from tests.practice.cohorts import make_cohort, make_supervisor
from tests.practice.editing import confirm_all
from tests.walk.pages import read

SECOND = "brilliant-fortnight"


@pytest.fixture
def supervisor(db: None) -> User:
    """Somebody who supervises."""
    return make_supervisor()


@pytest.fixture
def desk(supervisor: User) -> Client:
    """The supervisor's browser."""
    return scenes.signed_in(supervisor)


def test_a_supervisor_makes_a_cohort_and_puts_trainees_in(desk: Client, trainee: User) -> None:
    other = scenes.make_user("other")
    assert "Nothing here yet" in desk.get("/practice/cohorts/").text
    made = desk.post("/practice/cohorts/", {"name": " Spring intake "})
    cohort = Cohort.objects.get()
    assert (made.status_code, made["Location"]) == (302, f"/practice/cohorts/{cohort.pk}/")
    for typed in ("TRAINEE", "Other@Example.org"):
        page = desk.post(made["Location"], {"person": typed}, follow=True)
        assert page.redirect_chain == [(made["Location"], 302)]
    assert "other is in the cohort now." in page.text
    assert {*cohort.trainees.all()} == {trainee, other}
    assert read(page).texts("h3") == ["other", "trainee"]
    listed = read(desk.get("/practice/cohorts/")).one("li", class_="job")
    assert listed.text == "Spring intake 2 trainees Open Spring intake"


def test_a_name_that_will_not_do_is_told_at_its_field_and_kept(desk: Client) -> None:
    for typed, told in (
        ("", "Give the cohort a name."),
        ("  ", "Give the cohort a name."),
        ("x" * 101, "Shorten this by 1 character: it has 101, and 100 are allowed."),
        ("a\0b", "Take out the character that cannot be stored."),
        (["one", "two"], "This was sent twice. Choose or write it once."),
    ):
        page = desk.post("/practice/cohorts/", {"name": typed})
        assert page.status_code == 422
        assert read(page).one(id="id_name_error").text == f"Error: {told}"
    long = read(desk.post("/practice/cohorts/", {"name": "x" * 101}))
    assert long.one("input", id="id_name")["value"] == "x" * 101
    assert not Cohort.objects.exists()


def test_a_person_who_cannot_be_added_is_told_at_the_field_and_kept(
    desk: Client, supervisor: User, trainee: User
) -> None:
    cohort = make_cohort(supervisor, trainee)
    scenes.make_user("gone", is_active=False)
    unknown = "No account here has this user name or e-mail address."
    for typed, told in (
        ("", "Write a user name or an e-mail address."),
        ("nobody", unknown),
        ("gone", unknown),
        ("%", unknown),
        ("a\0b", "Take out the character that cannot be stored."),
        ("trainee", "This person is in the cohort already."),
        ("x" * 255, "Shorten this by 1 character: it has 255, and 254 are allowed."),
    ):
        page = read(answer := desk.post(f"/practice/cohorts/{cohort.pk}/", {"person": typed}))
        assert answer.status_code == 422
        assert page.one(id="id_person_error").text == f"Error: {told}"
        assert page.one("input", id="id_person").attrs.get("value", "") == typed
    assert [*cohort.trainees.all()] == [trainee]


def after_sign_in(page: Any, name: str) -> Any:
    """The answer once somebody signs in on the page that a form sent without a session is given."""
    cache.clear()
    assert page.status_code == 403
    fields = read(page).one("form", action="/accounts/login/").fields()
    sent = {**fields, "login": name, "password": scenes.PASSWORD}
    return Client().post("/accounts/login/", sent, follow=True)


def test_what_was_typed_as_the_session_ended_goes_through_sign_in(
    supervisor: User, trainee: User
) -> None:
    cohort = make_cohort(supervisor)
    at, ended = f"/practice/cohorts/{cohort.pk}/", Client()
    page = after_sign_in(ended.post(at, {"person": "trainee"}), "supervisor")
    assert page.redirect_chain == [(at, 302)]
    assert [*cohort.trainees.all()] == [trainee]
    made = after_sign_in(ended.post("/practice/cohorts/", {"name": "Autumn intake"}), "supervisor")
    assert "Autumn intake" in made.text
    long = after_sign_in(ended.post("/practice/cohorts/", {"name": "x" * 101}), "supervisor")
    form = read(long).one("form", action="/practice/cohorts/")
    assert form.fields()["name"] == ["x" * 101]
    refused = after_sign_in(ended.post(at, {"person": "supervisor"}), "trainee")
    assert "this account may not save it there" in refused.text
    after_sign_in(ended.post(f"{at}trainees/{trainee.pk}/", {"remove": "yes"}), "supervisor")
    assert [*cohort.trainees.all()] == []


def test_a_user_name_goes_before_an_address(desk: Client, supervisor: User) -> None:
    cohort = make_cohort(supervisor)
    scenes.make_user("first")
    named = User.objects.create_user("first@example.org", "elsewhere@example.org")
    desk.post(f"/practice/cohorts/{cohort.pk}/", {"person": "first@example.org"})
    assert [*cohort.trainees.all()] == [named]


def test_whoever_is_no_supervisor_finds_no_cohorts_and_makes_none(browser: Client) -> None:
    assert browser.get("/practice/cohorts/").status_code == 404
    assert browser.post("/practice/cohorts/", {"name": "Mine"}).status_code == 403
    assert not Cohort.objects.exists()


def test_who_is_no_supervisor_any_more_sees_nothing_of_the_cohorts(
    desk: Client, supervisor: User, trainee: User, cases: dict[str, Case]
) -> None:
    cohort = make_cohort(supervisor, trainee)
    code = casting.attempted(cases[casting.FIRST], trainee).code
    supervisor.groups.clear()
    one = f"/practice/cohorts/{cohort.pk}/"
    for path in ("/practice/cohorts/", one, f"/practice/attempts/{code}/feedback/"):
        assert desk.get(path).status_code == 404
    assert "/practice/cohorts/" not in desk.get("/practice/").text
    assert desk.post("/practice/cohorts/", {"name": "More"}).status_code == 403
    assert desk.post(one, {"person": "trainee"}).status_code == 404
    told = scenes.signed_in(trainee).get("/practice/").text
    assert "is seen by its supervisors: nobody at present." in told


def test_the_right_to_supervise_is_not_that_to_add_cohorts_in_the_administration(
    supervisor: User,
) -> None:
    assert supervisor.get_all_permissions() == {"practice.supervise_cohort"}


def test_two_cohorts_of_different_supervisors_may_have_one_name(
    desk: Client, supervisor: User
) -> None:
    make_cohort(make_supervisor("elsewhere"))
    assert desk.post("/practice/cohorts/", {"name": "Spring intake"}).status_code == 302
    assert supervisor.supervises.count() == 1


def test_what_a_trainee_submitted_is_listed_and_leads_to_feedback(
    desk: Client, supervisor: User, trainee: User, cases: dict[str, Case]
) -> None:
    cohort = make_cohort(supervisor, trainee)
    casting.start(cases[SECOND], trainee)
    case = cases[casting.FIRST]
    casting.start(case, trainee)
    done = casting.attempted(case, trainee, {"diagnosis": "bipolar"})
    page = read(desk.get(f"/practice/cohorts/{cohort.pk}/trainees/{trainee.pk}/"))
    (listed,) = page.all("li", class_="job")
    assert "Attempt 2, submitted 9 March 2026, 15:04 UTC" in listed.text
    assert listed.values("href") == [f"/practice/attempts/{done.code}/feedback/"]
    feedback = desk.get(f"/practice/attempts/{done.code}/feedback/")
    assert "attempt 2" in feedback.text
    assert "The trainee answered" in feedback.text


def test_what_is_under_way_is_the_trainees_alone(
    desk: Client, supervisor: User, trainee: User, cases: dict[str, Case]
) -> None:
    cohort = make_cohort(supervisor, trainee)
    code = casting.start(cases[casting.FIRST], trainee).code
    for path in ("", "depression/", "review/", "feedback/", "depression/feedback/", "comments/"):
        assert desk.get(f"/practice/attempts/{code}/{path}").status_code == 404
    assert code not in desk.get(f"/practice/cohorts/{cohort.pk}/").text
    assert "Nothing submitted yet" in desk.get(f"/practice/cohorts/{cohort.pk}/").text


def test_a_supervisor_changes_nothing_of_an_attempt(
    desk: Client, supervisor: User, trainee: User, cases: dict[str, Case]
) -> None:
    make_cohort(supervisor, trainee)
    code = casting.attempted(cases[casting.FIRST], trainee).code
    for path in ("depression/", "review/"):
        sent = {"revision": 1, "diagnosis": "bipolar"}
        assert desk.post(f"/practice/attempts/{code}/{path}", sent).status_code == 404


def test_of_a_trainee_taken_out_the_supervisor_sees_nothing_any_more(
    desk: Client, supervisor: User, trainee: User, cases: dict[str, Case]
) -> None:
    cohort = make_cohort(supervisor, trainee)
    done = casting.attempted(cases[casting.FIRST], trainee)
    feedback = f"/practice/attempts/{done.code}/feedback/"
    desk.post(f"/practice/attempts/{done.code}/comments/", {"comment": "Well seen."})
    one = f"/practice/cohorts/{cohort.pk}/trainees/{trainee.pk}/"
    page = desk.post(one, follow=True)
    assert "trainee is no longer in the cohort." in page.text
    assert desk.get(one).status_code == 404
    assert desk.post(one).status_code == 404
    assert desk.get(feedback).status_code == 404
    sent = {"comment": "Once more."}
    assert desk.post(f"/practice/attempts/{done.code}/comments/", sent).status_code == 404
    whole = read(desk.get(f"/practice/cohorts/{cohort.pk}/"))
    assert "No attempt was submitted yet." in whole.text
    assert "Nobody is in this cohort yet." in whole.text
    assert done.code not in desk.get(f"/practice/cohorts/{cohort.pk}/attempts.csv").text
    assert "Well seen." in scenes.signed_in(trainee).get(feedback).text


def test_first_attempts_alone_are_compared(
    desk: Client, supervisor: User, trainee: User, cases: dict[str, Case]
) -> None:
    other = scenes.make_user("other")
    cohort = make_cohort(supervisor, trainee, other)
    stranger = scenes.make_user("stranger")
    first, second = cases[casting.FIRST], cases[SECOND]
    later = scenes.THEN + timedelta(days=1)
    unsafe = casting.attempted(second, trainee, {"diagnosis": "mdd-moderate-severe"})
    casting.attempted(second, trainee, {"adequate-trials": "none"}, now=later)
    casting.attempted(second, other)
    casting.attempted(first, other)
    casting.attempted(first, stranger, {"adequate-trials": "one"})
    page = read(desk.get(f"/practice/cohorts/{cohort.pk}/"))
    rows = page.one("table", class_="heat").all("tr")
    head, worst, *_rest, foot = (
        [cell.text for cell in row if cell.tag in {"th", "td"}] for row in rows
    )
    assert head == ["Question", first.title, second.title, "All"]
    assert worst == ["1.1 Diagnosis", "0/1", "unsafe, 1/2", "1/3"]
    assert foot[0] == "All questions"
    assert page.texts("p", class_="figure")[-1] == "1"
    (miss,) = page.all("li", class_="miss")
    assert miss.text == f"{second.title}, 1.1 Diagnosis trainee , {unsafe.code}"
    at = f"/practice/attempts/{unsafe.code}/feedback/#diagnosis"
    assert miss.values("href") == ["#i-urgent", at]


def test_an_attempt_of_somebody_who_knew_the_reference_is_no_first_one(
    trainee: User, supervisor: User, cases: dict[str, Case]
) -> None:
    cohort = make_cohort(supervisor, trainee)

    def told(case: Case) -> Attempt:
        begun = casting.start(case, trainee, feedback="section")
        return show_section(attempt=begun, section="depression", actor=trainee, now=scenes.THEN)

    told(cases[casting.FIRST])
    casting.attempted(cases[casting.FIRST], trainee)
    left_open = casting.start(cases[SECOND], trainee)
    before = casting.attempted(cases[SECOND], trainee)
    casting.submit(left_open)
    by_section = casting.submit(told(cases["after-midnight"]))
    first = [each.pk for each in of_cohort.first_attempts(cohort)]
    assert first == [before.pk, by_section.pk]


def test_any_of_the_most_frequent_answers_of_a_panel_is_the_reference_where_it_was_given(
    trainee: User, supervisor: User, cases: dict[str, Case]
) -> None:
    case = casting.load_panel_case(weighed=4, partly=4)
    other = scenes.make_user("other")
    cohort = make_cohort(supervisor, trainee, other)
    casting.attempted(case, trainee, {"alternatives": "partly"})
    casting.attempted(case, other)
    found = of_cohort.responses(of_cohort.first_attempts(cohort))
    asked = [each for each in found if each.question.criterion == "alternatives"]
    assert [(each.answer, each.reference) for each in asked] == [("partly",) * 2, ("weighed",) * 2]
    assert {each.agreement for each in asked} == {Agreement.AGREES}
    # Two references make no kappa of a single case.
    assert Report(of_cohort.first_attempts(cohort)).reference.figure == ""


def test_one_case_alone(
    desk: Client, supervisor: User, trainee: User, cases: dict[str, Case]
) -> None:
    cohort = make_cohort(supervisor, trainee)
    casting.attempted(cases[casting.FIRST], trainee, {"diagnosis": "bipolar"})
    casting.attempted(cases[SECOND], trainee)
    page = read(desk.get(f"/practice/cohorts/{cohort.pk}/", {"case": casting.FIRST}))
    first = page.one("table").all("tr")[1]
    assert first.text.startswith("1.1 Diagnosis")
    assert "1/1" in first.text
    assert page.texts("p", class_="figure") == ["Not defined", "Not defined", "0"]
    assert "Not defined for a single case" in page.text
    assert page.one("option", selected="")["value"] == casting.FIRST
    for bad in ("no-such-case", "a\0b", "after-midnight"):
        answer = desk.get(f"/practice/cohorts/{cohort.pk}/", {"case": bad})
        assert answer.status_code in {400, 404}


def test_the_answers_to_one_question(
    desk: Client, supervisor: User, trainee: User, cases: dict[str, Case]
) -> None:
    other = scenes.make_user("other")
    cohort = make_cohort(supervisor, trainee, other)
    first, second = cases[casting.FIRST], cases[SECOND]
    casting.attempted(first, trainee, {"diagnosis": "bipolar"})
    casting.attempted(second, trainee)
    casting.attempted(first, other, {"diagnosis": ""})
    at = f"/practice/cohorts/{cohort.pk}/questions/{scenes.MAIN}"
    page = read(desk.get(f"{at}/diagnosis/"))
    table = {row.one("th").text: row.texts("td") for row in page.one("tbody").all("tr")}
    assert table["No answer, or not asked"] == ["Differs, 1", "0"]
    assert table["Depressive episode in bipolar disorder"] == ["Differs, 1", "Reference, 1"]
    assert [row for row in table.values() if "Reference, 0" in row] == [["Reference, 0", "0"]]
    assert "Fleiss’ kappa of 2 raters, 2 at each case that two or more have done." in page.text
    for nowhere in (f"{at}/no-such/", f"{at.replace(scenes.MAIN, scenes.FOLLOW_UP)}/diagnosis/"):
        assert desk.get(nowhere).status_code == 404


def test_an_answer_that_is_the_reference_and_was_unsafe_in_another_edition_is_marked(
    desk: Client, supervisor: User, trainee: User, cases: dict[str, Case]
) -> None:
    cohort = make_cohort(supervisor, trainee)
    done = casting.attempted(cases[casting.FIRST], trainee)
    # As an edition with another reference would have judged it.
    judged = {**done.judged, "diagnosis": {"agreement": Agreement.UNSAFE}}
    Attempt.objects.filter(pk=done.pk).update(judged=judged)
    at = f"/practice/cohorts/{cohort.pk}"
    told = "Reference, and unsafe in another edition"
    alone = read(desk.get(f"{at}/?case={casting.FIRST}"))
    assert [row.texts("td")[0].endswith(told) for row in alone.one("tbody").all("tr")[:2]] == [
        True,
        False,
    ]
    asked = read(desk.get(f"{at}/questions/{scenes.MAIN}/diagnosis/"))
    assert f"{told}, 1" in asked.texts("td")


def newer_version(over: ChecklistVersion) -> ChecklistVersion:
    """A version that names a question otherwise, and lacks one of its answers and another one."""
    data = codec.to_data(scenes.starter(scenes.MAIN).definition)
    diagnosis, *_others = data["sections"][0]["criteria"]
    diagnosis["short"] = "Working diagnosis"
    diagnosis["options"] = [each for each in diagnosis["options"] if each["key"] != "mdd-mild"]
    for section in data["sections"]:
        section["criteria"] = [each for each in section["criteria"] if each["key"] != "access"]
    envelope = Envelope(scenes.MAIN, "1.1", codec.parse(data))
    draft = load(envelope=envelope, now=scenes.THEN).version
    confirm_all(draft)
    return publish(version=scenes.accept_all(draft), actor=None, now=scenes.THEN, over=over)


def test_attempts_at_two_versions_stand_side_by_side(
    desk: Client, supervisor: User, trainee: User, cases: dict[str, Case]
) -> None:
    other = scenes.make_user("other")
    cohort = make_cohort(supervisor, trainee, other)
    case = cases[casting.FIRST]
    casting.attempted(case, trainee, {"diagnosis": "mdd-mild", "access": "unknown"})
    carry_to(case=case, version=newer_version(case.version), now=scenes.THEN)
    casting.attempted(Case.objects.get(pk=case.pk), other)
    at = f"/practice/cohorts/{cohort.pk}"
    rows = [row.text for row in read(desk.get(f"{at}/")).one("tbody").all("tr")]
    assert "1.1 Working diagnosis 1/2 1/2" in rows
    assert "6.2 Cost and access 1/1 1/1" in rows
    asked = read(desk.get(f"{at}/questions/{scenes.MAIN}/diagnosis/"))
    gone = "Major depressive disorder, episode mild or largely remitted"
    assert f"{gone} Differs, 1" in [row.text for row in asked.all("tr")]
    alone = read(desk.get(f"{at}/?case={casting.FIRST}"))
    assert f"{gone}: 1 (Differs)" in alone.text
    assert gone in desk.get(f"{at}/attempts.csv").text


def test_a_page_holds_fifty_attempts(
    desk: Client, supervisor: User, trainee: User, cases: dict[str, Case]
) -> None:
    cohort = make_cohort(supervisor, trainee)
    many([trainee], [casting.attempted(cases[casting.FIRST], trainee)], 50)
    at = f"/practice/cohorts/{cohort.pk}/trainees/{trainee.pk}/"
    first, second = (read(desk.get(f"{at}{page}")) for page in ("", "?page=2"))
    assert "Attempt 51, submitted" in first.text
    assert [len(page.all("li", class_="job")) for page in (first, second)] == [50, 1]
    assert "Attempt 1, submitted" in second.text
    assert "Attempt 51, submitted" in desk.get(f"{at}?page=x").text


def test_addresses_that_are_none(desk: Client, supervisor: User, trainee: User) -> None:
    cohort = make_cohort(supervisor)
    for path in (
        "999999/",
        "99999999999999999999999/",
        f"{cohort.pk}/trainees/{trainee.pk}/",
        f"{cohort.pk}/trainees/99999999999999999999999/",
        f"{cohort.pk}/questions/{scenes.MAIN}/diagnosis/",
        "0/attempts.csv",
        "-1/",
    ):
        assert desk.get(f"/practice/cohorts/{path}").status_code == 404


def test_a_trainee_reads_who_sees_what_is_submitted(
    browser: Client, trainee: User, supervisor: User
) -> None:
    assert "You are in the cohort" not in browser.get("/practice/").text
    make_cohort(supervisor, trainee)
    page = read(browser.get("/practice/"))
    told = (
        "You are in the cohort “Spring intake”. Every attempt that you submit, or have submitted, "
        "is seen by its supervisors: supervisor."
    )
    assert told in page.texts("p")
    assert "Your cohorts" not in page.text


def test_a_supervisor_finds_the_way_to_the_cohorts(desk: Client) -> None:
    assert "/practice/cohorts/" in read(desk.get("/practice/")).values("href")


def many(owners: list[User], attempts: list[Attempt], times: int) -> None:
    """As many submitted attempts of each of them as copies of these."""
    Attempt.objects.bulk_create(
        Attempt(
            edition_id=each.edition_id,
            version_id=each.version_id,
            owner=owner,
            status=each.status,
            answers=each.answers,
            judged=each.judged,
            is_first=each.is_first,
            started_at=each.started_at,
            saved_at=each.saved_at,
            completed_at=each.completed_at,
        )
        for owner in owners
        for each in attempts
        for _time in range(times)
    )


def test_a_thousand_attempts_cost_as_many_queries_as_one(
    desk: Client,
    supervisor: User,
    trainee: User,
    cases: dict[str, Case],
    django_assert_num_queries: Any,
) -> None:
    cohort = make_cohort(supervisor, trainee)
    casting.attempted(cases[casting.FIRST], trainee, {"diagnosis": "bipolar"})
    at = f"/practice/cohorts/{cohort.pk}"
    costs = {
        "/practice/cohorts/": 5,
        f"{at}/": 7,
        f"{at}/?case={casting.FIRST}": 7,
        f"{at}/questions/{scenes.MAIN}/diagnosis/": 5,
        f"{at}/trainees/{trainee.pk}/": 7,
        f"{at}/attempts.csv": 5,
    }
    for path, queries in costs.items():
        with django_assert_num_queries(queries):
            assert desk.get(path).status_code == 200
    done = [casting.attempted(case, trainee) for case in cases.values()]
    names = [f"trainee {number}" for number in range(32)]
    owners = User.objects.bulk_create(
        [User(username=name, email=f"{n}@example.org") for n, name in enumerate(names)]
    )
    cohort.trainees.add(*owners)
    many(owners, done, 3)
    for path, queries in costs.items():
        with django_assert_num_queries(queries):
            assert desk.get(path).status_code == 200
