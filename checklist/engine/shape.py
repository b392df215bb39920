"""Reading data of unknown shape, so that problems of shape never hide problems of meaning.

Where data has the wrong shape, the problem is noted and the place is filled with an empty value of
the right type; the rest can then still be judged. A filled definition is none to be published:
``codec.parse`` refuses whatever had a problem, and ``codec.examined`` tells it beside the problems.
"""

import json
import re
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from checklist.engine.definition import Definition
from checklist.engine.kinds import KIND_NAMES
from checklist.engine.problems import Problem

Place: TypeAlias = tuple[int | str, ...]
M = TypeVar("M", bound=BaseModel)

LEVELS = 20
"""A definition is fewer levels deep than this. Every round of filling gets down at least one."""

_GONE = object()
_NAME = "[key]"
"""How pydantic says that it is the name which is wrong, where names themselves have a type."""
_QUOTED = re.compile(r"'([^']+)'")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]+")

# What pydantic calls the error: what is said of it, and the type of what is due at the place. A
# missing field is filled with an object; if that is wrong too, the next round says what is due.
_DUE: dict[str, tuple[str, type]] = {
    "missing": ("This is missing.", dict),
    "model_type": ("This must be an object.", dict),
    "dict_type": ("This must be an object.", dict),
    "tuple_type": ("This must be a list.", list),
    "string_type": ("This must be text.", str),
    "int_type": ("This must be a whole number.", int),
    "bool_type": ("This must be true or false.", bool),
    # How a criterion says that it is missing or no object where there are several kinds of them.
    "union_tag_not_found": ("This is missing.", dict),
    "model_attributes_type": ("This must be an object.", dict),
}


def read_shape(raw: object) -> tuple[Definition | None, tuple[Problem, ...]]:
    """The definition as far as it can be read, and every problem of shape.

    The definition is None where nothing could be made of the data; then there is a problem.
    """
    return shaped(Definition, raw)


def shaped(model: type[M], raw: object) -> tuple[M | None, tuple[Problem, ...]]:
    """The same for any model of ours."""
    if not isinstance(raw, dict):
        return None, (Problem("", "This must be an object."),)
    try:
        return model.model_validate(raw), ()
    except ValidationError:
        return _filled(model, _copied(raw))


def _filled(model: type[M], data: dict[str, Any]) -> tuple[M | None, tuple[Problem, ...]]:
    """What a copy that has the wrong shape comes to, filled where it has it."""
    told: dict[Place, str] = {}
    for _ in range(LEVELS):
        try:
            return model.model_validate(data), _problems(told)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                place = _place(detail)
                message, filler = _judge(detail)
                if not any(place[:length] in told for length in range(1, len(place) + 1)):
                    told[place] = message
                # What stood under a name that is wrong itself is gone with the name.
                if _is_there(data, place[:-1]):
                    _fill(data, place, filler)
    return None, _problems(told)


def path_of(place: Place) -> str:
    """A place in the words of problems: ``("sections", 0, "key")`` is ``sections[0].key``."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{_name(step)}" for step in place)
    return path.removeprefix(".")


def _name(step: str) -> str:
    """A name as a path shows it: one that could be mistaken for more, or for none, is quoted."""
    return step if _PLAIN_NAME.fullmatch(step) else json.dumps(step, ensure_ascii=False)


def _problems(told: dict[Place, str]) -> tuple[Problem, ...]:
    return tuple(Problem(path_of(place), message) for place, message in told.items())


def _copied(data: Any, levels: int = LEVELS) -> Any:
    """A copy to be filled, as deep as a definition goes."""
    if levels and isinstance(data, dict):
        return {_readable(name): _copied(value, levels - 1) for name, value in data.items()}
    if levels and isinstance(data, list | tuple):
        return [_copied(value, levels - 1) for value in data]
    return data


def _readable(name: Any) -> Any:
    """A name without half characters, for pydantic does not say where it met one of those."""
    return name.encode(errors="backslashreplace").decode() if isinstance(name, str) else name


def _place(detail: ErrorDetails) -> Place:
    """Where an error stands in the data: pydantic also names the kind of criterion on the way."""
    *way, last = detail["loc"][:-1] if _is_of_name(detail) else detail["loc"]
    place = (*(step for step in way if step not in KIND_NAMES), last)
    return (*place, "kind") if detail["type"].startswith("union_tag") else place


def _is_of_name(detail: ErrorDetails) -> bool:
    """Whether a name is wrong, and not what stands under it."""
    return detail["loc"][-1] == _NAME and detail["type"] != "extra_forbidden"


def _judge(detail: ErrorDetails) -> tuple[str, Any]:
    """What is said of an error, and what the place is filled with."""
    if _is_of_name(detail):
        return "There is no such field here.", _GONE
    if detail["type"] in _DUE:
        message, due = _DUE[detail["type"]]
        return message, due()
    if detail["type"] == "extra_forbidden":
        return "There is no such field here.", _GONE
    context = detail.get("ctx", {})
    allowed = _QUOTED.findall(str(context.get("expected") or context.get("expected_tags")))
    if allowed and detail["input"] == "":
        return "Nothing is chosen here yet.", allowed[0]
    if allowed:
        return f"This must be one of: {', '.join(allowed)}.", allowed[0]
    return f"{detail['msg']}.", {}


def _is_there(data: Any, place: Place) -> bool:
    for step in place:
        if isinstance(data, dict) and step not in data:
            return False
        data = data[step]
    return True


def _fill(data: Any, place: Place, filler: Any) -> None:
    *way, last = place
    for step in way:
        data = data[step]
    if filler is _GONE:
        data.pop(last, None)
    else:
        data[last] = filler
