"""Where a finding stands: by keys, which last, and in document order, for lists."""

import re
from typing import Any

from checklist.engine.definition import Definition, Rule
from checklist.engine.parts import Part

_ITEM = re.compile(r"(\w+)\[(\d+)\]")
_NUMBER = re.compile(r"\[(\d+)\]")
_FIELD = re.compile(r"\w*")
_CONSIDERATION_OF_RULE = re.compile(r"rules\[\d+\]\.consideration\b")

_WORDS = {
    "sections": "section",
    "criteria": "criterion",
    "options": "option",
    "considerations": "consideration",
    "rules": "rule",
    "sources": "source",
    "context": "context",
}
"""What the items of a field are called, for those that have keys."""

_FIELDS = ("", *Definition.model_fields)


def place_of(definition: Definition, path: str) -> str:
    """The innermost thing with a key that a path leads to, such as ``option diagnosis.bipolar``."""
    place = ""
    owner: Any = definition
    criterion = ""
    for name, position in _ITEM.findall(path):
        owner = _item(owner, name, int(position))
        key = _key(owner)
        if name == "criteria":
            criterion = key
        if key:
            place = f"{_WORDS[name]} {f'{criterion}.{key}' if name == 'options' else key}"
    if _CONSIDERATION_OF_RULE.match(path):
        return place.replace("rule", "consideration", 1)
    return place


def _item(owner: Any, name: str, position: int) -> Any:
    """The item that a step leads to, or None where the data had another shape."""
    if not isinstance(owner, Part) or name not in type(owner).model_fields:
        return None
    items = getattr(owner, name)
    return items[position] if isinstance(items, tuple) and position < len(items) else None


def _key(item: Any) -> str:
    if isinstance(item, Rule):
        return item.consideration.key
    return str(getattr(item, "key", ""))


def document_order(path: str) -> tuple[int, tuple[int, ...]]:
    """What sorts paths as their places follow one another in a definition."""
    match = _FIELD.match(path)
    field = match[0] if match else ""
    rank = _FIELDS.index(field) if field in _FIELDS else len(_FIELDS)
    return rank, tuple(map(int, _NUMBER.findall(path)))
