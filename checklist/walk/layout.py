"""How a criterion stands in a form: the layout object that crispy-forms renders for each."""

from typing import TYPE_CHECKING, Any

from crispy_forms.layout import LayoutObject
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from checklist.engine.in_view import answers_in_view, fulfilled
from checklist.engine.kinds import AnyCriterion
from checklist.engine.parts import Condition, Match, When
from checklist.engine.wording import asked_sentence
from checklist.walk.citations import cited, differ_in_kind
from checklist.walk.models import COMMENT_CHARACTERS
from checklist.walk.walks import Walk

if TYPE_CHECKING:
    from checklist.walk.forms import SectionForm


class Criterion(LayoutObject):  # type: ignore[misc]  # crispy-forms has no types
    """One criterion: question, answers, help and sources in place, and an optional comment."""

    template = "considered/criterion.html"

    def __init__(self, criterion: AnyCriterion) -> None:
        self.criterion = criterion
        self.fields: list[str] = []

    def render(
        self, form: "SectionForm", context: Context, template_pack: Any = None, **kwargs: Any
    ) -> SafeString:
        """The criterion's HTML."""
        criterion, walk = self.criterion, form.walk
        answer, comment = form[criterion.key], form[form.comment_name(criterion.key)]
        typed = form.shown(comment.name)
        sources = cited(walk.definition, criterion.sources)
        return render_to_string(
            self.template,
            {
                "criterion": criterion,
                "kind_template": f"considered/kinds/{criterion.kind}.html",
                "number": walk.definition.numbers[criterion.key],
                "because": because(criterion, form.typed),
                "chosen": form.shown(answer.name),
                "is_stored": criterion.key in walk.choices,
                "answer_errors": answer.errors,
                "comment": typed,
                "comment_errors": comment.errors,
                "comment_length": len(str(comment.field.to_python(typed))),
                "comment_limit": COMMENT_CHARACTERS,
                "sources": sources,
                "side_by_side": differ_in_kind(sources),
                "is_urgent": criterion.key in form.typed.urgent_criteria,
                "answer_clash": form.clashes.get(answer.name),
                "comment_clash": form.clashes.get(comment.name),
                "saved_at": walk.answered.saved_at,
            },
        )


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
