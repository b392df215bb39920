"""Prepared queries and writes: they find and store what the ORM does, with less work."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, models
from django.db.models import Q
from django.db.models.sql.compiler import SQLCompiler
from pytest_django import DjangoAssertNumQueries

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.prepared import Prepared, insert, update
from checklist.walk.models import Assessment, Event
from tests import scenes

ANSWERS = {"diagnosis": "mdd-moderate-severe", "suicide-risk": "imminent"}
COMMENTS = {"diagnosis": "“Low” since May,\n100 % & more: \\0 ü \U0001f9e0", "mania": "{}"}


@pytest.fixture
def ann(db: None) -> User:
    """An account with every field filled."""
    user = scenes.make_user("ann", is_staff=True)
    User.objects.filter(pk=user.pk).update(name="Ann O'Lee", last_login=scenes.THEN)
    return user


@pytest.fixture
def eve(db: None) -> User:
    """An account that has never been used."""
    return scenes.make_user("eve", is_active=False)


@pytest.fixture
def walks(ann: User, eve: User) -> list[Assessment]:
    """Two assessments of Ann's, one of them completed, one of Eve's and a guest's."""
    version = scenes.load_starter()
    later = scenes.THEN + timedelta(days=1, microseconds=7)
    done = scenes.answer(scenes.start(version, ann), ANSWERS, COMMENTS, now=later)
    return [
        scenes.complete(done, own_view="Rather not.", now=later),
        scenes.start(version, ann),
        scenes.start(version, eve, now=later),
        scenes.answer(scenes.start(version, guest_token="a guest's"), ANSWERS),
    ]


def whole(found: Iterable[models.Model]) -> list[dict[str, Any]]:
    """Everything that instances hold, with the types of it."""
    return [
        {
            name: vars(value) if name == "_state" else (type(value), value)
            for name, value in vars(each).items()
        }
        for each in found
    ]


def test_an_assessment_is_found_as_the_orm_finds_it(walks: list[Assessment]) -> None:
    by_code = Prepared(lambda code: Assessment.objects.filter(code=code), code="x")
    for walk in walks:
        found = by_code(code=walk.code)
        assert whole(found) == whole(Assessment.objects.filter(code=walk.code))
        assert found == [walk]
    (done,) = by_code(code=walks[0].code)
    assert (done.comments, done.saved_at) == (COMMENTS, walks[0].saved_at)
    assert done.owner == walks[0].owner


def test_an_account_is_found_as_the_orm_finds_it(ann: User, eve: User) -> None:
    by_key = Prepared(lambda key: User.objects.filter(pk=key), key=-1)
    for user in (ann, eve):
        assert whole(by_key(key=user.pk)) == whole(User.objects.filter(pk=user.pk))
    (found,) = by_key(key=ann.pk)
    assert (found.name, found.is_staff, found.last_login) == ("Ann O'Lee", True, scenes.THEN)


def test_a_session_is_found_as_the_orm_finds_it(db: None) -> None:
    Session.objects.create(session_key="k" * 32, session_data="a:b", expire_date=scenes.THEN)
    by_key = Prepared(lambda key: Session.objects.filter(pk=key), key="x")
    assert whole(by_key(key="k" * 32)) == whole(Session.objects.all())


def test_events_are_found_in_their_order(walks: list[Assessment]) -> None:
    of = Prepared(lambda of: Event.objects.filter(assessment=of), of=-1)
    found = of(of=walks[0].pk)
    assert whole(found) == whole(Event.objects.filter(assessment=walks[0]))
    assert [each.kind for each in found] == ["started", "saved", "completed"]


def test_what_is_deferred_is_read_when_it_is_asked_for(
    walks: list[Assessment], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    light = Prepared(lambda key: ChecklistVersion.objects.filter(pk=key).defer("definition"), key=0)
    (found,) = light(key=walks[0].version_id)
    assert found.get_deferred_fields() == {"definition"}
    assert whole([found]) == whole(ChecklistVersion.objects.defer("definition"))
    with django_assert_num_queries(1):
        text = found.definition
    assert text == ChecklistVersion.objects.get().definition


def test_a_saved_instance_is_the_row_and_no_new_one(ann: User) -> None:
    (found,) = Prepared(lambda key: User.objects.filter(pk=key), key=-1)(key=ann.pk)
    found.name = "Ann Lee"
    found.save()
    assert list(User.objects.values_list("pk", "name")) == [(ann.pk, "Ann Lee")]


def test_constants_stand_beside_names(walks: list[Assessment], ann: User, eve: User) -> None:
    done = Prepared(
        lambda owner: Assessment.objects.filter(
            status=Assessment.Status.COMPLETED, owner=owner, revision__lt=5
        ),
        owner=-1,
    )
    assert done(owner=ann.pk) == [walks[0]]
    assert done(owner=eve.pk) == []


def test_names_may_stand_in_any_order(walks: list[Assessment], ann: User, eve: User) -> None:
    mine = Prepared(
        lambda owner, code, revision: Assessment.objects.filter(
            revision=revision, code=code, owner=owner
        ),
        owner=-1,
        code="x",
        revision=98,
    )
    done, _, other, _ = walks
    assert mine(owner=ann.pk, code=done.code, revision=done.revision) == [done]
    assert mine(revision=0, code=other.code, owner=eve.pk) == [other]
    assert mine(code=other.code, owner=ann.pk, revision=0) == []


def test_a_name_may_be_used_twice(ann: User, eve: User) -> None:
    called = Prepared(lambda name: User.objects.filter(Q(username=name) | Q(email=name)), name="x")
    assert [called(name=name) for name in ("ann", "eve@example.org", "ann@example.org")] == [
        [ann],
        [eve],
        [ann],
    ]


def test_two_names_may_have_the_same_value(walks: list[Assessment]) -> None:
    between = Prepared(
        lambda least, most: Assessment.objects.filter(
            revision__gte=least, revision__lte=most
        ).order_by("pk"),
        least=98,
        most=99,
    )
    assert between(least=0, most=0) == [walks[1], walks[2]]
    assert between(least=0, most=9) == walks


@pytest.mark.parametrize("name", ["", "%", "x' OR '1'='1", 'a"b', "%s", "x"])
def test_a_value_is_a_value_and_the_example_stands_for_none(
    ann: User, eve: User, name: str
) -> None:
    called = Prepared(lambda name: User.objects.filter(name=name), name="x")
    assert called(name=name) == list(User.objects.filter(name=name))
    User.objects.filter(pk=eve.pk).update(name=name)
    assert called(name=name) == [eve]


def test_where_there_is_no_row_there_is_nothing(ann: User) -> None:
    by_key = Prepared(lambda key: User.objects.filter(pk=key), key=-1)
    assert [by_key(key=ann.pk + 1), by_key(key=-1), by_key(key=None)] == [[], [], []]


def test_a_value_that_is_not_given_is_a_key_error(ann: User) -> None:
    with pytest.raises(KeyError, match="key"):
        Prepared(lambda key: User.objects.filter(pk=key), key=-1)(pk=ann.pk)


def test_each_time_it_is_asked_it_costs_one_query_whose_sql_is_made_but_once(
    ann: User,
    eve: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []
    as_sql = SQLCompiler.as_sql

    def noting(compiler: SQLCompiler) -> Any:
        made.append("sql")
        return as_sql(compiler)

    def build(key: int) -> models.QuerySet[User]:
        made.append("query")
        return User.objects.filter(pk=key)

    monkeypatch.setattr(SQLCompiler, "as_sql", noting)

    by_key = Prepared(build, key=-1)
    for user in (ann, eve, ann):
        with django_assert_num_queries(1):
            assert by_key(key=user.pk) == [user]
    assert made == ["query", "sql"]


def test_it_sees_what_has_changed_since(ann: User) -> None:
    by_key = Prepared(lambda key: User.objects.filter(pk=key), key=-1)
    assert [each.name for each in by_key(key=ann.pk)] == ["Ann O'Lee"]
    User.objects.filter(pk=ann.pk).update(name="Ann")
    assert [each.name for each in by_key(key=ann.pk)] == ["Ann"]
    ann.delete()
    assert by_key(key=ann.pk) == []


# In a server: threads, and connections that are opened again


def asked_elsewhere(query: Prepared[Assessment], code: str) -> list[dict[str, Any]]:
    """What another thread finds, with a connection of its own."""

    def ask() -> list[dict[str, Any]]:
        try:
            return whole(query(code=code))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ask).result()


@pytest.mark.django_db(transaction=True)
def test_it_works_in_another_thread_than_it_was_built_in() -> None:
    walk = scenes.answer(
        scenes.start(scenes.load_starter(), scenes.make_user("ann")), ANSWERS, COMMENTS
    )
    expected = whole([Assessment.objects.get()])
    built_here = Prepared(lambda code: Assessment.objects.filter(code=code), code="x")
    assert whole(built_here(code=walk.code)) == expected
    assert asked_elsewhere(built_here, walk.code) == expected
    built_there = Prepared(lambda code: Assessment.objects.filter(code=code), code="x")
    assert asked_elsewhere(built_there, walk.code) == expected
    assert whole(built_there(code=walk.code)) == expected


@pytest.mark.django_db(transaction=True)
def test_it_works_when_the_connection_was_closed_and_opened_again() -> None:
    walk = scenes.answer(
        scenes.start(scenes.load_starter(), scenes.make_user("ann")), ANSWERS, COMMENTS
    )
    by_code = Prepared(lambda code: Assessment.objects.filter(code=code), code="x")
    before = whole(by_code(code=walk.code))
    connection.close()
    assert whole(by_code(code=walk.code)) == before == whole([Assessment.objects.get()])


@pytest.mark.django_db
def test_a_value_that_is_not_asked_for_as_it_is_given_is_refused() -> None:
    among = Prepared(lambda part: User.objects.filter(username__icontains=part), part="part")
    with pytest.raises(ValueError, match="part"):
        among(part="an")


def test_what_a_query_works_out_besides_comes_with_each_instance(walks: list[Assessment]) -> None:
    latest = walks[0]
    query = Assessment.objects.annotate(after=models.F("revision") + 1)
    prepared = Prepared(lambda code: query.filter(code=code), code="code")
    [found] = prepared(code=latest.code)
    expected = query.get(pk=latest.pk)
    assert (found, found.answers) == (expected, expected.answers)
    assert vars(found)["after"] == vars(expected)["after"] == latest.revision + 1


# Writing


def stored(model: type[models.Model]) -> list[dict[str, Any]]:
    """All rows, without their keys."""
    return [
        {name: value for name, value in row.items() if name != "id"}
        for row in model._default_manager.order_by("pk").values()
    ]


def test_rows_are_updated_as_the_orm_updates_them(walks: list[Assessment], ann: User) -> None:
    done, mine, *_ = walks
    values = {
        "answers": {"mania": {"comment": COMMENTS["diagnosis"]}},
        "saved_at": scenes.THEN + timedelta(days=3, microseconds=1),
        "revision": 7,
        "amends": done.pk,
    }
    at = {"id": mine.pk, "revision": mine.revision, "owner": ann.pk}
    others = whole(Assessment.objects.exclude(pk=mine.pk).order_by("pk"))

    assert update(Assessment, at, values) == 1
    prepared = whole(Assessment.objects.filter(pk=mine.pk))
    mine.save()
    assert Assessment.objects.filter(**at).update(**values) == 1

    assert prepared == whole(Assessment.objects.filter(pk=mine.pk))
    assert Assessment.objects.get(pk=mine.pk).answers == values["answers"]
    assert whole(Assessment.objects.exclude(pk=mine.pk).order_by("pk")) == others


def test_an_update_of_rows_that_are_not_as_expected_changes_none(walks: list[Assessment]) -> None:
    before = stored(Assessment)
    code, revision = walks[0].code, walks[0].revision
    for where in ({"code": code, "revision": revision + 1}, {"code": "x"}, {"amends": None}):
        assert update(Assessment, where, {"revision": 9}) == 0
    assert stored(Assessment) == before
    assert update(Assessment, {"status": Assessment.Status.IN_PROGRESS}, {"revision": 9}) == 3


def test_values_of_an_update_may_be_none_and_come_in_any_order(walks: list[Assessment]) -> None:
    first, second, *_ = walks
    assert update(Assessment, {"id": second.pk}, {"amends": first.pk, "revision": 3}) == 1
    assert update(Assessment, {"revision": 3, "id": second.pk}, {"amends": None}) == 1
    assert update(Assessment, {"id": second.pk}, {"revision": 4, "amends": None}) == 1
    second.refresh_from_db()
    assert (second.amends, second.revision) == (None, 4)


def event_of(walk: Assessment, actor: User | None) -> Event:
    """Something that happened to it."""
    changes = {"diagnosis": {"old": None, "new": {"comment": COMMENTS["diagnosis"]}}}
    at = scenes.THEN + timedelta(microseconds=5)
    return Event(
        assessment=walk, kind=Event.Kind.SAVED, at=at, actor=actor, revision=3, changes=changes
    )


def test_a_row_is_inserted_as_the_orm_inserts_it(walks: list[Assessment], ann: User) -> None:
    Event.objects.all().delete()
    for actor in (ann, None):
        insert(event_of(walks[0], actor))
        event_of(walks[0], actor).save(force_insert=True)
    named, named_by_the_orm, nobody, nobody_by_the_orm = stored(Event)
    assert named == named_by_the_orm
    assert nobody == nobody_by_the_orm
    assert (named["actor_id"], nobody["actor_id"]) == (ann.pk, None)


def test_what_the_database_refuses_is_refused(walks: list[Assessment]) -> None:
    completed = {"status": Assessment.Status.COMPLETED}
    with pytest.raises(IntegrityError, match="walk_completed_assessment_has_its_summary"):
        update(Assessment, {"id": walks[1].pk}, completed)


def test_writing_costs_one_query_each(
    walks: list[Assessment], ann: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for revision in (5, 6):
        with django_assert_num_queries(2):
            update(Assessment, {"id": walks[1].pk}, {"revision": revision})
            insert(event_of(walks[1], ann))
    assert Assessment.objects.get(pk=walks[1].pk).revision == 6
