"""The forms of the walk, built from the Definition."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from checklist.content.models.editing import SUGGESTION_CHARACTERS
from checklist.content.published import definition_with
from checklist.engine.definition import Section
from checklist.walk.fields import field_for
from checklist.walk.layout import Criterion
from checklist.walk.models import (
    COMMENT_CHARACTERS,
    OWN_VIEW_CHARACTERS,
    REASON_CHARACTERS,
    Given,
    merged,
)
from checklist.walk.walks import Walk

COMMENT = "-comment"

Question = tuple[str, str]
"""A criterion's key, and what it is called in a list."""


class TypedText(forms.CharField):
    """Free text with a limit. Too long a text is kept in its box, and the error says by how much.

    Browsers send a line break as two characters; it is counted, and kept, as one.
    """

    widget = forms.Textarea
    default_error_messages = {"null": _("Take out the character that cannot be stored.")}

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("class", "input")
        self.limit = limit
        self.validators = [
            self._within_limit,
            ProhibitNullCharactersValidator(message=self.error_messages["null"]),
        ]

    def to_python(self, value: Any) -> str:
        """The text without outer space and with single line breaks."""
        text = "" if value is None else str(value)
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()

    def _within_limit(self, text: str) -> None:
        if (over := len(text) - self.limit) > 0:
            message = ngettext(
                "Shorten this by %(over)d character: it has %(count)d, and %(limit)d are allowed.",
                "Shorten this by %(over)d characters: it has %(count)d, and %(limit)d are allowed.",
                over,
            )
            values = {"over": over, "count": len(text), "limit": self.limit}
            raise forms.ValidationError(message % values)


class SentOnceForm(forms.Form):
    """A form that refuses a value sent twice, where Django would take the last in silence."""

    def sent(self, name: str) -> list[str]:
        """Every value that came under this name."""
        return self.data.getlist(name) if isinstance(self.data, QueryDict) else []

    def clean(self) -> dict[str, Any]:
        """Add an error to every field that was sent more than once."""
        for name in self.fields:
            if len(self.sent(name)) > 1:
                self.add_error(name, _("This was sent twice. Choose or write it once."))
        return self.cleaned_data


@dataclass(frozen=True, slots=True)
class Clash:
    """What was sent from an older page, where it was also changed elsewhere in the meantime.

    ``keeps_there``: the person changed nothing here, so what was saved elsewhere is chosen for
    them; where they did, it is theirs. Either way both are shown, in words.
    """

    number: str
    here: str
    there: str
    chosen: str
    keeps_there: bool
    is_answer: bool


class SectionForm(SentOnceForm):
    """One section's criteria: for each its answer and a comment, all of them optional.

    Criteria out of view have their fields too, though they are not shown: an answer that comes
    with the one that brings it into view is not lost.
    """

    def __init__(
        self,
        walk: Walk,
        section: Section,
        data: QueryDict | None = None,
        *,
        base: Mapping[str, Given] | None = None,
    ) -> None:
        """``base``: the answers on the page that was sent, if it is older than what is stored."""
        # Its labels are drawn by our own templates; Django would look up how a colon is written.
        super().__init__(data, label_suffix="")
        self.walk = walk
        self.section = section
        self.base = base
        self.fields = section_fields(walk.sheet.digest, section.key)

    @staticmethod
    def comment_name(key: str) -> str:
        """The name of the field for a comment on this criterion."""
        return f"{key}{COMMENT}"

    @cached_property
    def helper(self) -> FormHelper:
        """How crispy-forms draws it: what is in view, and whatever must not vanish from sight."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(
            *(
                Criterion(criterion)
                for criterion in self.section.criteria
                if criterion.key in self.typed.in_view or self._was_sent(criterion.key)
            )
        )
        return helper

    def _was_sent(self, key: str) -> bool:
        return any(self.sent(key) + self.sent(self.comment_name(key)))

    def changes(self) -> dict[str, Given]:
        """What was sent and can be stored, by criterion. A field that is absent changes nothing."""
        found: dict[str, Given] = {}
        if not self.is_bound:
            return found
        # Also where some of it is refused: what is good of it is looked at all the same.
        self.is_valid()
        for criterion in self.section.criteria:
            given: Given = {}
            key, comment = criterion.key, self.comment_name(criterion.key)
            if key in self.data and key in self.cleaned_data:
                given["option"] = self.cleaned_data[key]
            if comment in self.data and comment in self.cleaned_data:
                given["comment"] = self.cleaned_data[comment]
            if given:
                found[key] = given
        return found

    @cached_property
    def typed(self) -> Walk:
        """The walk as it would be if what the form shows were saved.

        A page that could not be saved must still say what is urgent in it.
        """
        if not self.is_bound:
            return self.walk
        shown: dict[str, Given] = {}
        for key, given in self.changes().items():
            kept = {
                name: value
                for name, value in given.items()
                if not self._keeps_there(self._place(key, name))
            }
            shown[key] = cast("Given", kept)
        return self.walk.with_answers(merged(self.walk.answered.answers, shown))

    @cached_property
    def clashes(self) -> dict[str, Clash]:
        """Where an older page was sent: what was changed elsewhere too, by the field's name."""
        if self.base is None:
            return {}
        found = {}
        for key, given in self.changes().items():
            stored: Mapping[str, Any] = self.walk.answered.answers.get(key, {})
            before: Mapping[str, Any] = self.base.get(key, {})
            for name, here in given.items():
                there = stored.get(name, "")
                if there not in {here, before.get(name, "")}:
                    clash = self._clash(key, name, str(here), there, before.get(name, ""))
                    found[self._place(key, name)] = clash
        return found

    def _clash(self, key: str, name: str, here: str, there: str, before: str) -> Clash:
        keeps_there = here == before
        label = self._label(key) if name == "option" else str
        return Clash(
            number=self.walk.definition.numbers[key],
            here=label(here),
            there=label(there),
            chosen=there if keeps_there else here,
            keeps_there=keeps_there,
            is_answer=name == "option",
        )

    def _label(self, key: str) -> Callable[[str], str]:
        criterion = self.walk.definition.criteria[key]
        return lambda answer: criterion.label(answer) if answer else ""

    def _place(self, key: str, name: str) -> str:
        return key if name == "option" else self.comment_name(key)

    def _keeps_there(self, place: str) -> bool:
        return place in self.clashes and self.clashes[place].keeps_there

    def shown(self, name: str) -> str:
        """What a field shows: what was sent, unless it clashes and was not changed here."""
        if name in self.clashes:
            return self.clashes[name].chosen
        if self.is_bound and name in self.data:
            return str(self.data[name])
        key = name.removesuffix(COMMENT)
        kept = self.walk.choices if key == name else self.walk.comments
        return kept.get(key, "")

    def comment_on(self, key: str) -> tuple[str, int]:
        """The comment that is shown with a criterion, and how many characters of it count."""
        name = self.comment_name(key)
        text = self.shown(name)
        return text, len(str(self.fields[name].to_python(text)))

    @property
    def errors_by_place(self) -> list[tuple[str, str, str]]:
        """Every error, in page order: the id of its place, the criterion's number, what to do."""
        return [
            (name, self.walk.definition.numbers[name.removesuffix(COMMENT)], str(message))
            for name in self.fields
            for message in self.errors.get(name, ())
        ]


@lru_cache(maxsize=256)
def section_fields(digest: str, key: str) -> dict[str, forms.Field]:
    """The fields of a section, shared by all its forms: nothing may change them.

    They hold no language: every text in them is translated when it is shown.
    """
    fields: dict[str, forms.Field] = {}
    for criterion in definition_with(digest).section_by_key[key].criteria:
        fields[criterion.key] = field_for(criterion)
        fields[SectionForm.comment_name(criterion.key)] = TypedText(
            limit=COMMENT_CHARACTERS, required=False, label=_("Comment")
        )
    return fields


class ReviewForm(SentOnceForm):
    """Completing, with one optional line written before the considerations are seen."""

    def __init__(self, data: QueryDict | None = None, *, own_view: str = "") -> None:
        super().__init__(data, initial={"own-view": own_view})
        # The contract's name has a hyphen, so the field cannot be a class attribute.
        self.fields["own-view"] = TypedText(
            limit=OWN_VIEW_CHARACTERS,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            label=_("Your own view, before you see the considerations (optional)"),
            help_text=_(
                "One line, kept when you complete, beside the considerations, so that you can see "
                "whether they changed it. No names, dates of birth or record numbers."
            ),
        )
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class ReasonForm(SentOnceForm):
    """Why the owner sees a line of the results otherwise."""

    reason = TypedText(
        limit=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("Your reason for seeing this otherwise"),
        help_text=_("No names, dates of birth or record numbers."),
        error_messages={"required": _("Write the reason, or leave the line as it is.")},
    )


class SuggestionForm(SentOnceForm):
    """A correction to ask the editors for, of one thing or of one of several questions."""

    text = TypedText(
        limit=SUGGESTION_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        label=_("What should be put right, and why?"),
        help_text=_(
            "About the wording or the source, never about a patient. No names, dates of birth or "
            "record numbers."
        ),
        error_messages={"required": _("Write what should be put right.")},
    )

    def __init__(
        self, data: QueryDict | None = None, *, questions: Iterable[Question] = ()
    ) -> None:
        """``questions``: those to choose from, where it is not known yet which it is about."""
        super().__init__(data)
        if choices := list(questions):
            self.fields["criterion"] = forms.ChoiceField(
                label=_("Which question is it about?"),
                choices=[("", _("Choose a question")), *choices],
                widget=forms.Select(attrs={"class": "input"}),
                error_messages={"required": _("Choose the question that it is about.")},
            )
            self.order_fields(["criterion", "text"])
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
