"""How a criterion stands in a form: the layout object that crispy-forms renders for each."""

from dataclasses import dataclass
from typing import Any

from crispy_forms.layout import LayoutObject
from django.forms import Form
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


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer or comment that was saved elsewhere while this page held another one."""

    here: str
    there: str


class Criterion(LayoutObject):  # type: ignore[misc]  # crispy-forms has no types
    """One criterion: question, answers, help and sources in place, and an optional comment."""

    template = "considered/criterion.html"

    def __init__(self, criterion: AnyCriterion, walk: Walk, *, is_stale: bool) -> None:
        """``is_stale``: the form was sent from a page older than what is stored."""
        self.is_stale = is_stale
        self.criterion = criterion
        self.walk = walk
        self.fields: list[str] = []

    def render(
        self, form: Form, context: Context, template_pack: Any = None, **kwargs: Any
    ) -> SafeString:
        """The criterion's HTML."""
        key, walk = self.criterion.key, self.walk
        answer, comment = form[key], form[f"{key}-comment"]
        sources = cited(walk.definition, self.criterion.sources)
        chosen = _value(form, key, walk.choices.get(key, ""))
        typed = _value(form, comment.name, walk.comments.get(key, ""))
        return render_to_string(
            self.template,
            {
                "criterion": self.criterion,
                "kind_template": f"considered/kinds/{self.criterion.kind}.html",
                "number": walk.definition.numbers[key],
                "because": self._because(),
                "chosen": chosen,
                "stored": walk.choices.get(key, ""),
                "answer_errors": answer.errors,
                "comment": typed,
                "comment_errors": comment.errors,
                "comment_limit": COMMENT_CHARACTERS,
                "sources": sources,
                "side_by_side": differ_in_kind(sources),
                "is_urgent": self._raises_urgent(),
                "answer_clash": self._answer_clash(chosen),
                "comment_clash": self._comment_clash(typed),
                "saved_at": walk.answered.saved_at,
            },
        )

    def _because(self) -> str:
        """Why it is asked, in the answers given, or by its condition where it is not in view."""
        when, walk = self.criterion.in_view, self.walk
        if when is None:
            return ""
        counted = answers_in_view(walk.definition, walk.choices)
        given = tuple(
            Condition(criterion=each.criterion, options=(counted[each.criterion],))
            for each in fulfilled(walk.definition, when, counted)
        )
        shown = When(match=Match.ALL, conditions=given) if given else when
        return asked_sentence(walk.definition, shown)

    def _raises_urgent(self) -> bool:
        return any(
            because.criterion == self.criterion.key
            for raised in self.walk.urgent
            for because in raised.because
        )

    def _answer_clash(self, chosen: str) -> Clash | None:
        stored = self.walk.choices.get(self.criterion.key, "")
        if not self.is_stale or chosen == stored:
            return None
        return Clash(here=self._label(chosen), there=self._label(stored))

    def _comment_clash(self, typed: str) -> Clash | None:
        stored = self.walk.comments.get(self.criterion.key, "")
        if not self.is_stale or typed == stored:
            return None
        return Clash(here=typed, there=stored)

    def _label(self, answer: str) -> str:
        return self.criterion.label(answer) if answer else ""


def _value(form: Form, name: str, stored: str) -> str:
    """What the field shows: what was sent with this request, else what is stored."""
    return form.data[name] if form.is_bound and name in form.data else stored
