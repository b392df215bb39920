"""The frame of every page of a walk: sections, reference, what is saved, what is urgent.

A page's template is kept whole wherever nothing unusual is to be told. So its values are of two
sorts: what is settled, by which it is kept, and parts, which are put into its slots.
"""

from collections.abc import Hashable
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from checklist.engine.definition import Section
from checklist.ui.kept import filled, kept_template, slot
from checklist.walk.considerations import Shown, urgent
from checklist.walk.progress import segments, step_list
from checklist.walk.times import moment
from checklist.walk.walks import Walk

_ADDRESS = slot("address")
_MOMENT = slot("moment")


def settled(walk: Walk) -> dict[str, Hashable]:
    """What the frame says on many pages alike."""
    return {
        "checklist": walk.definition.title,
        "label": walk.version.label,
        "is_guests": walk.is_guests,
        "is_amendment": bool(walk.amends),
        "newer": walk.newer.label,
        "is_carried": bool(walk.newer.carried_by),
    }


def parts(
    walk: Walk,
    *others: Walk,
    here: Section | None = None,
    form: str = "",
    is_unsaved: bool = False,
    is_news: bool = False,
) -> dict[str, Any]:
    """What it says of this walk.

    ``others`` are the same walk in other states: the notice tells what is urgent in any of them.
    ``here`` is the section that is open, ``form`` the id of the form that moving saves;
    ``is_unsaved`` says that what was sent could not be saved, ``is_news`` that the notice is new.
    """
    return {
        "code": walk.code,
        "amends": walk.amends,
        "amends_address": walk.amends_url,
        "carried_by": walk.newer.carried_by,
        "address": walk.url,
        "steps": step_list(walk.steps, walk.url, here, form, is_unsaved=is_unsaved),
        "segments": segments(walk.steps, here),
        # What is stored, also where the page shows what could not be.
        "saved": _saved(others[-1] if others else walk, is_unsaved=is_unsaved),
        "alarm": _alarm(walk, urgent(walk, *others), is_unsaved=is_unsaved, is_news=is_news),
    }


def _saved(walk: Walk, *, is_unsaved: bool) -> SafeString:
    has_answers = bool(walk.answered.answers)
    piece = kept_template(
        "walk/saved.html",
        is_saved=has_answers and not is_unsaved,
        has_answers=has_answers,
        is_unsaved=is_unsaved,
        at=_MOMENT,
    )
    return filled(piece, {"moment": moment(walk.answered.saved_at)})


def _alarm(walk: Walk, raised: tuple[Shown, ...], *, is_unsaved: bool, is_news: bool) -> SafeString:
    """The notice of what is urgent, on every page of a walk that raises something urgent."""
    if not raised:
        return SafeString()
    piece = kept_template(
        walk.alarm,
        urgent=raised,
        is_news=is_news,
        is_unsaved=is_unsaved,
        URGENT_HELP=settings.URGENT_HELP,
        address=_ADDRESS,
    )
    return filled(piece, {"address": walk.url})
