"""Reading data of unknown shape, so that problems of shape never hide problems of meaning.

Where data has the wrong shape, the problem is noted and the place is filled with an empty value of
the right type; the rest can then still be judged. A filled definition never leaves the engine:
``codec.parse`` refuses whatever had a problem.
"""

import re
from typing import Any, TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from checklist.engine.definition import Definition
from checklist.engine.problems import Problem

Place: TypeAlias = tuple[int | str, ...]

# Every round fills at least one level, and a definition is fewer levels deep than this.
ROUNDS = 20

_GONE = object()
_QUOTED = re.compile(r"'([^']+)'")

# What pydantic calls the error: what is said of it, and what the place is filled with. A missing
# field is filled with an object first; if that is wrong too, the next round says what is due there.
_ERRORS: dict[str, tuple[str, Any]] = {
    "missing": ("This is missing.", {}),
    "extra_forbidden": ("There is no such field here.", _GONE),
    "invalid_key": ("A name of a field must be text.", _GONE),
    "model_type": ("This must be an object.", {}),
    "tuple_type": ("This must be a list.", []),
    "string_type": ("This must be text.", ""),
    "string_unicode": ("This text holds half a character.", ""),
    "int_type": ("This must be a whole number.", None),
    "bool_type": ("This must be true or false.", False),
}


def read_shape(raw: object) -> tuple[Definition | None, tuple[Problem, ...]]:
    """The definition as far as it can be read, and every problem of shape.

    The definition is None where nothing could be made of the data; then there is a problem.
    """
    if not isinstance(raw, dict):
        return None, (Problem("", "This must be an object."),)
    data: Any = raw
    told: dict[Place, Problem] = {}
    for _ in range(ROUNDS):
        try:
            return Definition.model_validate(data), tuple(told.values())
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_context=True):
                place = detail["loc"]
                message, filler = _judge(detail)
                if not any(place[: len(known)] == known for known in told):
                    told[place] = Problem(path_of(place), message)
                data = _filled(data, place, filler)
    return None, tuple(told.values())


def path_of(place: Place) -> str:
    """A place in the words of problems: ``("sections", 0, "key")`` is ``sections[0].key``."""
    path = "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" for step in place
    )
    return path.removeprefix(".")


def _judge(detail: ErrorDetails) -> tuple[str, Any]:
    if detail["type"] in _ERRORS:
        return _ERRORS[detail["type"]]
    allowed = _QUOTED.findall(str(detail.get("ctx", {}).get("expected", "")))
    if allowed:
        return f"This must be one of: {', '.join(allowed)}.", allowed[0]
    return f"{detail['msg']}.", _GONE


def _filled(data: Any, place: Place, filler: Any) -> Any:
    """A copy of the data with the place filled, made along the way to it only."""
    step, *rest = place
    if not rest and filler is _GONE:
        return {name: value for name, value in data.items() if name != step}
    value = _filled(data[step], tuple(rest), filler) if rest else filler
    if isinstance(step, int):
        return [*data[:step], value, *data[step + 1 :]]
    return {**data, step: value}
