"""The forms of the walk, built from the Definition."""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from checklist.engine.definition import Section
from checklist.walk.fields import field_for
from checklist.walk.layout import Criterion
from checklist.walk.models import (
    COMMENT_CHARACTERS,
    OWN_VIEW_CHARACTERS,
    REASON_CHARACTERS,
    Given,
)
from checklist.walk.walks import Walk

COMMENT = "-comment"


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
        super().__init__(data)
        self.walk = walk
        self.section = section
        self.base = base
        for criterion in section.criteria:
            self.fields[criterion.key] = field_for(criterion)
            self.fields[criterion.key + COMMENT] = TypedText(
                limit=COMMENT_CHARACTERS, required=False, label=_("Comment")
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*self._layout(section, walk))

    def _layout(self, section: Section, walk: Walk) -> Iterable[Criterion]:
        return (
            Criterion(criterion, walk, base=self.base)
            for criterion in section.criteria
            if criterion.key in walk.in_view or self._was_sent(criterion.key)
        )

    def _was_sent(self, key: str) -> bool:
        """Whether a person sent something for this criterion, which must not vanish from sight."""
        return any(self.sent(key) + self.sent(key + COMMENT))

    def changes(self) -> dict[str, Given]:
        """What was sent, by criterion. A field that is absent changes nothing."""
        found: dict[str, Given] = {}
        for criterion in self.section.criteria:
            given: Given = {}
            if criterion.key in self.data:
                given["option"] = self.cleaned_data[criterion.key]
            if criterion.key + COMMENT in self.data:
                given["comment"] = self.cleaned_data[criterion.key + COMMENT]
            if given:
                found[criterion.key] = given
        return found

    @property
    def errors_by_place(self) -> list[tuple[str, str, str]]:
        """Every error, in page order: the id of its place, the criterion's number, what to do."""
        return [
            (name, self.walk.definition.numbers[name.removesuffix(COMMENT)], str(message))
            for name in self.fields
            for message in self.errors.get(name, ())
        ]


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
                "One line. It is kept beside the considerations, so that you can see whether they "
                "changed it. No names, dates of birth or record numbers."
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
