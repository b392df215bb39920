"""How a criterion stands in a form: the layout object that crispy-forms renders for each.

A criterion's HTML is kept for each way it can look: which option is chosen, why it is asked,
whether the answer is urgent. Only what a person typed, and what went wrong with it, is rendered
anew.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from crispy_forms.layout import LayoutObject
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from checklist.content.withdrawn import Withdrawn
from checklist.engine.definition import Definition
from checklist.engine.in_view import fulfilled
from checklist.engine.kinds import AnyCriterion
from checklist.engine.parts import Condition, Match, When
from checklist.engine.wording import asked_sentence
from checklist.ui.kept import filled, kept, slot
from checklist.walk.citations import cited, differ_in_kind
from checklist.walk.models import COMMENT_CHARACTERS
from checklist.walk.walks import Sheet, Walk

if TYPE_CHECKING:
    from checklist.walk.forms import SectionForm


_COMMENT = slot("comment")
_TEXT = slot("text")
_LENGTH = slot("length")


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
        text, length = form.comment_on(key)
        box = _comment(walk.sheet, key, bool(text))
        return filled(
            _criterion(walk.sheet, key, look, self._withdrawn(walk)),
            {"comment": filled(box, {"length": length, "text": text})},
        )

    def _withdrawn(self, walk: Walk) -> tuple[tuple[str, Withdrawn], ...]:
        """What of that which its answers raise no longer holds."""
        if not walk.withdrawn:
            return ()
        raised = (consideration.key for _, consideration in self.criterion.considerations())
        return tuple((key, walk.withdrawn[key]) for key in raised if key in walk.withdrawn)

    def _as_sent(self, form: "SectionForm", look: Look) -> SafeString:
        """The criterion on a page that could not be saved, with what went wrong with it."""
        key, saved_at = self.criterion.key, form.walk.answered.saved_at
        comment = form.comment_name(key)
        text, length = form.comment_on(key)
        box = _comment_box(
            form.walk.definition,
            key,
            text=text,
            length=length,
            errors=form[comment].errors,
            clash=form.clashes.get(comment),
            saved_at=saved_at,
        )
        gone = self._withdrawn(form.walk)
        wrong = {"errors": form[key].errors, "clash": form.clashes.get(key), "saved_at": saved_at}
        return _rendered(form.walk.definition, key, look, comment_box=box, withdrawn=gone, **wrong)


@kept
def _criterion(
    sheet: Sheet, key: str, look: Look, withdrawn: tuple[tuple[str, Withdrawn], ...]
) -> SafeString:
    return _rendered(sheet.definition, key, look, comment_box=_COMMENT, withdrawn=withdrawn)


@kept
def _comment(sheet: Sheet, key: str, has_text: bool) -> SafeString:  # noqa: FBT001 - kept by place
    text = _TEXT if has_text else ""
    return _comment_box(sheet.definition, key, text=text, length=_LENGTH)


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
    return render_to_string("considered/criterion.html", about | look._asdict() | others)


def _comment_box(definition: Definition, key: str, **told: Any) -> SafeString:
    about = {"key": key, "number": definition.numbers[key], "limit": COMMENT_CHARACTERS}
    return render_to_string("considered/comment.html", about | told)


def because(criterion: AnyCriterion, walk: Walk) -> str:
    """Why it is asked, in the answers given, or by its condition where it is not in view."""
    when = criterion.in_view
    if when is None:
        return ""
    given = fulfilled(walk.definition, when, walk.counted)
    answers = tuple((each.criterion, walk.counted[each.criterion]) for each in given)
    return _because(walk.sheet, criterion.key, answers)


@kept
def _because(sheet: Sheet, key: str, answers: tuple[tuple[str, str], ...]) -> str:
    conditions = tuple(
        Condition(criterion=criterion, options=(option,)) for criterion, option in answers
    )
    definition = sheet.definition
    given = When(match=Match.ALL, conditions=conditions) if conditions else None
    return asked_sentence(definition, given or definition.conditions[key])
