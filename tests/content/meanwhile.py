"""What somebody else does in the middle of a page's work, on the same connection."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def just_before_reading(table: str, act: Callable[[], object]) -> Iterator[None]:
    """Let ``act`` happen once, before the first query of this table is sent."""
    has_happened = False

    def sent(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        nonlocal has_happened
        if not has_happened and f'FROM "{table}"' in sql:
            has_happened = True
            act()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(sent):
        yield
    assert has_happened
