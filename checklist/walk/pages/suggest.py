"""Suggesting a correction to the editors, of a question or of a line of the results."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from checklist.content.actions import suggest
from checklist.engine.definition import Definition
from checklist.walk import frame
from checklist.walk.forms import Question, SuggestionForm
from checklist.walk.pages.base import OfAssessment, actor_of
from checklist.walk.walks import REVIEW

A_SESSION = 20
"""How many suggestions are taken from one session, so that nobody floods the editors."""

_COUNTED = "suggestions"
TOO_MANY = 429


class Subject(NamedTuple):
    """What a suggestion is about: a consideration, a criterion, or a question yet to be chosen.

    ``section`` is where to choose it; where all are empty, it is any question of the checklist.
    """

    consideration: str = ""
    criterion: str = ""
    section: str = ""

    def text(self, definition: Definition) -> str:
        """What it says, if it is known."""
        if self.criterion:
            number = definition.numbers[self.criterion]
            return f"{number} {definition.criteria[self.criterion].question}"
        return _texts(definition)[self.consideration] if self.consideration else ""

    def questions(self, definition: Definition) -> list[Question]:
        """The questions to choose from, if there is anything to choose."""
        if self.consideration or self.criterion:
            return []
        return [
            (key, f"{definition.numbers[key]} {criterion.short}")
            for key, criterion in definition.criteria.items()
            if self.section in {"", definition.section_of[key].key}
        ]


class SuggestPage(OfAssessment):
    """GET asks what should be put right; POST tells the editors."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page, about what its address names."""
        subject = self._subject(request.GET)
        return self._page(subject, self._form(subject))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send the suggestion, and go back to where the person came from."""
        subject = self._subject(request.POST)
        form = self._form(subject, request.POST)
        if not form.is_valid():
            return self._page(subject, form, status=422)
        sent = request.session.get(_COUNTED, 0)
        if sent >= A_SESSION:
            message = _(
                "You have sent %(number)d suggestions, which is as many as are taken at a time. "
                "This one was not sent. Tell the people who look after this site what else you "
                "have found."
            )
            form.add_error(None, message % {"number": sent})
            return self._page(subject, form, status=TOO_MANY)
        suggest(
            version=self.walk.version,
            criterion=subject.criterion or form.cleaned_data.get("criterion", ""),
            consideration=subject.consideration,
            text=form.cleaned_data["text"],
            actor=actor_of(request),
            now=self.now,
        )
        request.session[_COUNTED] = sent + 1
        messages.success(request, _("Thank you. Your suggestion has gone to the editors."))
        return redirect(self._back(subject))

    def _subject(self, named: QueryDict) -> Subject:
        """What is named. Raises Http404 for what this version does not have."""
        definition = self.walk.definition
        subject = Subject()
        # Where a section is named, the question is chosen in the form, and refused there.
        for name in ("section", "consideration", "criterion"):
            if not any(subject):
                subject = Subject(**{name: named.get(name, "")})
        known = (
            (subject.consideration, _texts(definition)),
            (subject.criterion, definition.criteria),
            (subject.section, definition.section_by_key),
        )
        if any(key and key not in keys for key, keys in known):
            raise Http404
        return subject

    def _form(self, subject: Subject, data: QueryDict | None = None) -> SuggestionForm:
        return SuggestionForm(data, questions=subject.questions(self.walk.definition))

    def _back(self, subject: Subject) -> str:
        """Where the link to this page stands."""
        walk = self.walk
        if walk.assessment.is_completed:
            results = reverse("walk:results", args=[walk.code])
            return f"{results}#line-{subject.consideration}" if subject.consideration else results
        if subject.criterion:
            return walk.criterion_url(subject.criterion)
        return walk.section_url(subject.section or REVIEW)

    def _page(self, subject: Subject, form: SuggestionForm, *, status: int = 200) -> HttpResponse:
        context = {
            "named": [(name, key) for name, key in subject._asdict().items() if key],
            "about": subject.text(self.walk.definition),
            "form": form,
            "back": self._back(subject),
            "walk": self.walk,
            "alarm": frame.parts(self.walk)["alarm"],
        }
        return render(self.request, "walk/suggest.html", context, status=status)


def _texts(definition: Definition) -> dict[str, str]:
    return {each.key: each.text for _path, each in definition.considerations()}
