"""How a criterion stands in a form: the layout object that crispy-forms renders for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

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
from checklist.walk.models import COMMENT_CHARACTERS, Given
from checklist.walk.walks import Walk


@dataclass(frozen=True, slots=True)
class Clash:
    """What was sent from an older page, and what was saved elsewhere in the meantime.

    ``keeps_there``: the person changed nothing here, so what was saved elsewhere is chosen for
    them; where they did, it is theirs. Either way both are shown.
    """

    here: str
    there: str
    keeps_there: bool

    @property
    def chosen(self) -> str:
        """The one that the form comes back with."""
        return self.there if self.keeps_there else self.here

    def named(self, label: Callable[[str], str]) -> Self:
        """The same in words."""
        return replace(self, here=label(self.here), there=label(self.there))


class Criterion(LayoutObject):  # type: ignore[misc]  # crispy-forms has no types
    """One criterion: question, answers, help and sources in place, and an optional comment."""

    template = "considered/criterion.html"

    def __init__(
        self, criterion: AnyCriterion, walk: Walk, *, base: Mapping[str, Given] | None
    ) -> None:
        """``base``: the answers on the page that was sent, if it is older than what is stored."""
        self.base = None if base is None else base.get(criterion.key, {})
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
        option, comment_stored = walk.choices.get(key, ""), walk.comments.get(key, "")
        chosen = _sent(form, key, option)
        answer_clash = self._clash("option", chosen, option)
        typed = _sent(form, comment.name, comment_stored)
        kept = str(comment.field.to_python(typed))
        comment_clash = self._clash("comment", kept, comment_stored)
        if comment_clash:
            typed = kept = comment_clash.chosen
        return render_to_string(
            self.template,
            {
                "criterion": self.criterion,
                "kind_template": f"considered/kinds/{self.criterion.kind}.html",
                "number": walk.definition.numbers[key],
                "because": self._because(),
                "chosen": answer_clash.chosen if answer_clash else chosen,
                "stored": option,
                "answer_errors": answer.errors,
                "comment": typed,
                "comment_errors": comment.errors,
                "comment_length": len(kept),
                "comment_limit": COMMENT_CHARACTERS,
                "sources": sources,
                "side_by_side": differ_in_kind(sources),
                "is_urgent": key in walk.urgent_criteria,
                "answer_clash": answer_clash and answer_clash.named(self._label),
                "comment_clash": comment_clash,
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

    def _clash(self, name: Literal["option", "comment"], here: str, there: str) -> Clash | None:
        if self.base is None or here == there:
            return None
        return Clash(here=here, there=there, keeps_there=here == self.base.get(name, ""))

    def _label(self, answer: str) -> str:
        return self.criterion.label(answer) if answer else ""


def _sent(form: Form, name: str, stored: str) -> str:
    """What was sent for a field, or what is stored where nothing was."""
    return form.data[name] if form.is_bound and name in form.data else stored
