"""How a criterion stands in a form: the layout object that crispy-forms renders for each.

A criterion's HTML is kept for each way it can look: which option is chosen, why it is asked,
whether the answer is urgent. Only what a person typed, and what went wrong with it, is rendered
anew.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from crispy_forms.layout import LayoutObject
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from checklist.content.published import definition_with
from checklist.engine.definition import Definition
from checklist.engine.in_view import answers_in_view, fulfilled
from checklist.engine.kinds import AnyCriterion
from checklist.engine.parts import Condition, Match, When
from checklist.engine.wording import asked_sentence
from checklist.ui.kept import kept
from checklist.walk.citations import cited, differ_in_kind
from checklist.walk.models import COMMENT_CHARACTERS
from checklist.walk.walks import Walk

if TYPE_CHECKING:
    from checklist.walk.forms import SectionForm

CRITERION = "considered/criterion.html"
COMMENT = "considered/comment.html"

_COMMENT_GOES_HERE = mark_safe("\0comment\0")


class Look(NamedTuple):
    """In which of the few ways it can look a criterion is seen."""

    chosen: str
    is_stored: bool
    because: str
    is_urgent: bool


class Criterion(LayoutObject):  # type: ignore[misc]  # crispy-forms has no types
    """One criterion: question, answers, help and sources in place, and an optional comment."""

    def __init__(self, criterion: AnyCriterion) -> None:
        self.criterion = criterion
        self.fields: list[str] = []

    def render(
        self, form: "SectionForm", context: Context, template_pack: Any = None, **kwargs: Any
    ) -> SafeString:
        """The criterion's HTML."""
        key, walk = self.criterion.key, form.walk
        look = Look(
            chosen=form.shown(key),
            is_stored=key in walk.choices,
            because=because(self.criterion, form.typed),
            is_urgent=key in form.typed.urgent_criteria,
        )
        if form.is_bound:
            return self._as_sent(form, look)
        box = self._comment(form) if form.comment_on(key) else _no_comment(walk.digest, key)
        page = _criterion(walk.digest, key, look)
        return mark_safe(page.replace(_COMMENT_GOES_HERE, box))  # noqa: S308 - both are rendered

    def _as_sent(self, form: "SectionForm", look: Look) -> SafeString:
        """The criterion on a page that could not be saved, with what went wrong with it."""
        key, saved_at = self.criterion.key, form.walk.answered.saved_at
        comment = form.comment_name(key)
        wrong = {"errors": form[key].errors, "clash": form.clashes.get(key), "saved_at": saved_at}
        box = self._comment(
            form,
            errors=form[comment].errors,
            clash=form.clashes.get(comment),
            saved_at=saved_at,
        )
        return _rendered(form.walk.definition, key, look, comment_box=box, **wrong)

    def _comment(self, form: "SectionForm", **wrong: Any) -> SafeString:
        """The box for a comment with what is in it."""
        key = self.criterion.key
        text = form.comment_on(key)
        length = len(str(form.fields[form.comment_name(key)].to_python(text)))
        return _comment_box(form.walk.definition, key, text=text, length=length, **wrong)


@kept
def _criterion(digest: str, key: str, look: Look) -> SafeString:
    return _rendered(definition_with(digest), key, look, comment_box=_COMMENT_GOES_HERE)


@kept
def _no_comment(digest: str, key: str) -> SafeString:
    return _comment_box(definition_with(digest), key, text="", length=0)


def _rendered(definition: Definition, key: str, look: Look, **others: Any) -> SafeString:
    criterion = definition.criteria[key]
    sources = cited(definition, criterion.sources)
    about = {
        "criterion": criterion,
        "kind_template": f"considered/kinds/{criterion.kind}.html",
        "number": definition.numbers[key],
        "sources": sources,
        "side_by_side": differ_in_kind(sources),
    }
    return render_to_string(CRITERION, about | look._asdict() | others)


def _comment_box(definition: Definition, key: str, **told: Any) -> SafeString:
    about = {"key": key, "number": definition.numbers[key], "limit": COMMENT_CHARACTERS}
    return render_to_string(COMMENT, about | told)


def because(criterion: AnyCriterion, walk: Walk) -> str:
    """Why it is asked, in the answers given, or by its condition where it is not in view."""
    when = criterion.in_view
    if when is None:
        return ""
    counted = answers_in_view(walk.definition, walk.choices)
    given = tuple(
        Condition(criterion=each.criterion, options=(counted[each.criterion],))
        for each in fulfilled(walk.definition, when, counted)
    )
    shown = When(match=Match.ALL, conditions=given) if given else when
    return asked_sentence(walk.definition, shown)
