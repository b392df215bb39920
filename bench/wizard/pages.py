"""The wizard: its steps are the sections."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.shortcuts import render
from formtools.wizard.views import NamedUrlSessionWizardView

from bench.wizard.forms import SectionForm


class ChecklistWizard(LoginRequiredMixin, NamedUrlSessionWizardView):  # type: ignore[misc]
    """A page a section, and a last one with all that was answered."""

    template_name = "wizard/section.html"

    def get_context_data(self, form: SectionForm, **kwargs: Any) -> dict[str, Any]:
        """What the page shows around the form: the section, the list of all, and what follows."""
        context: dict[str, Any] = super().get_context_data(form=form, **kwargs)
        context["section"] = form.section
        context["sections"] = [self.progress(each.section) for each in self.form_list.values()]
        following = self.form_list.get(self.steps.next)
        context["following"] = following and following.section["title"]
        return context

    def progress(self, section: dict[str, Any]) -> dict[str, Any]:
        """A section with how many of its questions are answered."""
        stored = self.storage.get_step_data(section["key"]) or {}
        names = [f"{section['key']}-{criterion['key']}" for criterion in section["criteria"]]
        return {**section, "answered": sum(bool(stored.get(name)) for name in names)}

    def done(self, form_list: Iterable[SectionForm], **kwargs: Any) -> HttpResponse:
        """The answers; what a site would make of them is not measured."""
        answers = [form.cleaned_data for form in form_list]
        return render(self.request, "wizard/done.html", {"answers": answers})
