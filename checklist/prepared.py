"""Queries of which the SQL is worked out once a process.

Building the SQL of a small query costs Django several times what the database takes to answer it,
and comes out the same each time. A prepared query is built by the ORM like any other, once, with
markers in place of the values that are given when it is asked (docs/performance.md). So are the
two statements by which most is stored.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.sql import InsertQuery, UpdateQuery

M = TypeVar("M", bound=Model)


class _Plan(NamedTuple):
    """What is known of a query before it is asked: ``values`` are constants or names."""

    sql: str
    values: tuple[Any, ...]
    columns: list[str]
    annotations: Mapping[str, int]
    """The places, behind the columns, of what the query works out besides."""
    compiler: Any
    converters: Any


class Prepared(Generic[M]):
    """A query that is asked as ``query(name=value, ...)`` and gives a list of model instances.

    ``build`` makes the query from a value for each name; ``examples`` are values of the right
    types, each of which stands nowhere else in the query. Raises ValueError when it is first asked
    if the database is not given a value as it is, but a moment as text, say.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], **examples: object) -> None:
        self._build = build
        self._examples = examples

    def __call__(self, **values: object) -> list[M]:
        """Ask the database."""
        plan = self._plan
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, self._given(plan, values))
            rows = cursor.fetchall()
        if plan.converters:
            rows = plan.compiler.apply_converters(rows, plan.converters)
        return [self._instance(plan, row) for row in rows]

    def _instance(self, plan: _Plan, row: Sequence[Any]) -> M:
        own = row[: len(plan.columns)]
        instance = self._queryset.model.from_db(DEFAULT_DB_ALIAS, plan.columns, own)
        for name, place in plan.annotations.items():
            setattr(instance, name, row[place])
        return instance

    @staticmethod
    def _given(plan: _Plan, values: Mapping[str, object]) -> list[Any]:
        return [values[each.name] if isinstance(each, _Name) else each for each in plan.values]

    @cached_property
    def _queryset(self) -> QuerySet[M]:
        return self._build(**self._examples)

    @cached_property
    def _plan(self) -> _Plan:
        compiler = self._queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        names = {example: _Name(name) for name, example in self._examples.items()}
        values = tuple(names.get(parameter, parameter) for parameter in parameters)
        if unused := set(names.values()).difference(values):
            raise ValueError(f"The database does not ask for {unused} as it was given.")
        return _Plan(
            sql=sql,
            values=values,
            columns=[
                compiler.select[place][0].target.attname
                for place in compiler.klass_info["select_fields"]
            ],
            annotations=compiler.annotation_col_map or {},
            compiler=compiler,
            converters=compiler.get_converters([column for column, *_ in compiler.select]),
        )


class _Name(NamedTuple):
    """Where a value goes."""

    name: str


def update(model: type[Model], where: Mapping[str, object], values: Mapping[str, object]) -> int:
    """Store ``values`` in the rows whose fields are as in ``where``, and return how many they are.

    What ``model.objects.filter(**where).update(**values)`` does, by the names of fields alone;
    nothing is equal to None.
    """
    sql, places = _update(model, tuple(where), tuple(values))
    return _execute(sql, places, [*values.values(), *where.values()])


def insert(instance: Model) -> None:
    """Store a new row, as ``save(force_insert=True)`` does.

    It sends no signal, and the instance does not learn its key.
    """
    sql, places = _insert(type(instance))
    values = [field.pre_save(instance, add=True) for field in _fields(type(instance))]
    _execute(sql, places, values)


class _Place(NamedTuple):
    """Where a statement takes a value: which of those given, and how it is stored."""

    number: int
    field: "Field[Any, Any]"


_Statement = tuple[str, Sequence[_Place]]


def _execute(sql: str, places: Sequence[_Place], values: Sequence[object]) -> int:
    given = [
        field.get_db_prep_save(values[number], connection=connection) for number, field in places
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        written: int = cursor.rowcount
    return written


@cache
def _update(model: type[Model], where: Sequence[str], values: Sequence[str]) -> _Statement:
    named = {field.name: field for field in model._meta.concrete_fields}
    markers = _markers([named[name] for name in (*values, *where)])
    new, old = markers[: len(values)], markers[len(values) :]
    found: QuerySet[Model] = QuerySet(model).filter(**dict(zip(where, old, strict=True)))
    query: Any = found.query.chain(UpdateQuery)
    query.add_update_values(dict(zip(values, new, strict=True)))
    sql, places = query.get_compiler(connection=connection).as_sql()
    return sql, places


@cache
def _insert(model: type[Model]) -> _Statement:
    fields = _fields(model)
    names = [field.attname for field in fields]
    query: Any = InsertQuery(model)
    query.insert_values(fields, [model(**dict(zip(names, _markers(fields), strict=True)))])
    ((sql, places),) = query.get_compiler(connection=connection).as_sql()
    return sql, places


def _fields(model: type[Model]) -> "list[Field[Any, Any]]":
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _markers(fields: "Sequence[Field[Any, Any]]") -> list[RawSQL]:
    """Expressions that stand for values: the ORM hands a place on as it is."""
    return [RawSQL("%s", (_Place(number, field),)) for number, field in enumerate(fields)]
