"""How far a walk has come, as its list of sections and as the line of segments above it.

Both are put together from pieces that are kept: there are few ways in which a section can stand.
"""

from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe

from checklist.engine.definition import Section
from checklist.ui.kept import kept_template
from checklist.walk.walks import Progress, Step

_ADDRESS_GOES_HERE = mark_safe("\0address\0")

_SEGMENTS = {
    Progress.NONE: "",
    Progress.PART: "part",
    Progress.DONE: "done",
    Progress.URGENT: "attn",
}
_HERE = "now"
_REFUSED = "resolve"
"""Needs a change before it can be saved: the shape of what is to be settled first."""


def step_list(
    steps: Iterable[Step],
    address: str,
    here: Section | str = "",
    form: str = "",
    is_unsaved: object = False,  # noqa: FBT002 - templates give it by its place
) -> SafeString:
    """The items of the list of sections of the walk at ``address``.

    ``here`` is the section that is open; ``form`` is the id of the form that moving saves, on a
    page where it does; ``is_unsaved`` says that what was sent for that section was not saved.
    Templates give an empty text for each that is not so.
    """
    items = (
        _item(step, address, is_here=step.section is here, is_unsaved=bool(is_unsaved), form=form)
        for step in steps
    )
    return mark_safe("".join(items))  # noqa: S308 - each comes from its template


def segments(steps: Iterable[Step], here: Section | str = "") -> SafeString:
    """The same as a line, for the eye alone."""
    classes = tuple(_segment(step, is_here=step.section is here) for step in steps)
    return kept_template("walk/segments.html", classes=classes)


def _item(step: Step, address: str, *, is_here: bool, is_unsaved: bool, form: str) -> str:
    is_refused = is_here and is_unsaved and step.progress is not Progress.URGENT
    item = kept_template(
        "walk/step.html",
        number=step.number,
        key=step.section.key,
        title=step.section.title,
        progress=_REFUSED if is_refused else step.progress.value,
        unanswered=step.unanswered,
        unknown=step.unknown,
        is_here=is_here,
        form=form,
        address=_ADDRESS_GOES_HERE,
    )
    return item.replace(_ADDRESS_GOES_HERE, address)


def _segment(step: Step, *, is_here: bool) -> str:
    if is_here and step.progress is not Progress.URGENT:
        return _HERE
    return _SEGMENTS[step.progress]
