"""How far a walk has come, as its list of sections and as the line of segments above it.

Both are put together from pieces that are kept: there are few ways in which a section can stand.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from checklist.engine.definition import Section
from checklist.ui.kept import filled, joined, kept, slot
from checklist.walk.steps import Progress, Step

_ADDRESS = slot("address")

_SEGMENTS = {
    Progress.NONE: "",
    Progress.PART: "part",
    Progress.DONE: "done",
    Progress.URGENT: "attn",
}
_HERE = "now"
_REFUSED = "resolve"
"""Needs a change before it can be saved: the shape of what is to be settled first."""


class Item(NamedTuple):
    """What is said of a section in the list of sections."""

    number: int
    key: str
    title: str
    progress: str
    unanswered: int
    unknown: int
    is_here: bool
    form: str


def step_list(
    steps: Iterable[Step],
    address: str,
    here: Section | None = None,
    form: str = "",
    *,
    is_unsaved: bool = False,
) -> SafeString:
    """The items of the list of sections of the walk at ``address``.

    ``here`` is the section that is open; ``form`` is the id of the form that moving saves, on a
    page where it does; ``is_unsaved`` says that what was sent for that section was not saved.
    """
    language, contents = get_language(), {"address": escape(address)}
    items = []
    for step in steps:
        is_here = _is_here(step, here)
        is_refused = is_here and is_unsaved and step.progress is not Progress.URGENT
        item = Item(
            number=step.number,
            key=step.section.key,
            title=step.section.title,
            progress=_REFUSED if is_refused else step.progress.value,
            unanswered=step.unanswered,
            unknown=step.unknown,
            is_here=is_here,
            form=form,
        )
        items.append(filled(_item(language, item), contents))
    return joined(items)


def segments(steps: Iterable[Step], here: Section | None = None) -> SafeString:
    """The same as a line, for the eye alone."""
    return _segments(tuple([_segment(step, is_here=_is_here(step, here)) for step in steps]))


def _is_here(step: Step, here: Section | None) -> bool:
    # Not the same object, where the definition was read anew since.
    return here is not None and step.section.key == here.key


@kept
def _segments(classes: tuple[str, ...]) -> SafeString:
    return render_to_string("walk/segments.html", {"classes": classes})


@kept
def _item(language: str | None, item: Item) -> SafeString:
    return render_to_string("walk/step.html", {**item._asdict(), "address": _ADDRESS})


def _segment(step: Step, *, is_here: bool) -> str:
    if is_here and step.progress is not Progress.URGENT:
        return _HERE
    return _SEGMENTS[step.progress]
