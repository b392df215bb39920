"""One section: its questions, and saving them."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from checklist.engine.definition import Section
from checklist.engine.kinds import AnyCriterion
from checklist.walk import actions
from checklist.walk.forms import SectionForm
from checklist.walk.models import Assessment
from checklist.walk.pages.base import WalkPage, actor_of, read_revision, walk_context
from checklist.walk.queries import answers_at
from checklist.walk.walks import REVIEW, URGENT, AssessmentWalk, Walk


class SectionPage(WalkPage):
    """GET shows a section; POST saves it and goes on."""

    def get(self, request: HttpRequest, section: str) -> HttpResponse:
        """The section as it is stored; a completed assessment shows its results instead."""
        found = self._section(section)
        if self.walk.assessment.is_completed:
            return redirect("walk:results", self.walk.assessment.code)
        return self._page(SectionForm(self.walk, found), found, new=request.GET.get("new", ""))

    def post(self, request: HttpRequest, section: str) -> HttpResponse:
        """Save what was sent, and go where the button that was pressed leads."""
        found = self._section(section)
        if self.walk.assessment.is_completed:
            return self.closed()
        revision = read_revision(request)
        onward = self._onward(found)
        form = SectionForm(self.walk, found, request.POST)
        if not form.is_valid():
            return self._page(form, found, status=422, revision=revision)
        try:
            saved = actions.save_section(
                assessment=self.walk.assessment,
                revision=revision,
                changes=form.changes(),
                actor=actor_of(request),
                now=self.now,
            )
        except actions.AlreadyCompleted:
            return self.closed()
        except actions.StaleRevision as stale:
            return self._stale(stale.current, found, revision)
        return redirect(_news(self.walk, AssessmentWalk(saved), found) or onward)

    def _section(self, key: str) -> Section:
        section = self.walk.definition.section_by_key.get(key)
        if section is None:
            raise Http404
        return section

    def _onward(self, section: Section) -> str:
        """Where the walk goes after saving. Raises BadRequest for a section there is not."""
        targets = self.request.POST.getlist("go")
        if targets:
            if len(targets) > 1 or targets[0] not in {REVIEW, *self.walk.definition.section_by_key}:
                raise BadRequest(_("There is no such section."))
            return self.walk.section_url(targets[0])
        if "leave" in self.request.POST:
            return reverse("walk:assessments")
        return self.walk.next_url(section.key)

    def _stale(self, current: Assessment, section: Section, revision: int) -> HttpResponse:
        self.walk = AssessmentWalk(current)
        base = answers_at(current, revision)
        form = SectionForm(self.walk, section, self.request.POST, base=base)
        return self._page(form, section, status=409)

    def _page(
        self,
        form: SectionForm,
        section: Section,
        *,
        status: int = 200,
        revision: int | None = None,
        new: str = "",
    ) -> HttpResponse:
        walk, typed = self.walk, form.typed
        new_question = _brought_into_view(walk, section, new)
        context = {
            **walk_context(typed, walk),
            "form": form,
            "section": section,
            "step": typed.steps[walk.definition.sections.index(section)],
            "previous": walk.section_before(section.key),
            "following": walk.section_after(section.key),
            "revision": walk.answered.revision if revision is None else revision,
            "focus": new,
            "is_stale": form.base is not None,
            "is_unsaved": form.base is not None or bool(form.errors),
            "steps_form": "section-form",
            "form_action": walk.section_url(section.key),
            "new_question": new_question,
            "new_number": walk.definition.numbers[new] if new_question else "",
        }
        return render(self.request, "walk/section.html", context, status=status)


def _news(before: Walk, after: Walk, section: Section) -> str | None:
    """Where to look at what saving has just brought up on this section's page, if anything.

    Both stay on the page afterwards, but only this once does the page come again for them.
    """
    known = {raised.key for raised in before.urgent}
    if any(raised.key not in known for raised in after.urgent):
        return f"{after.section_url(section.key)}?new={URGENT}#{URGENT}"
    for criterion in section.criteria:
        key = criterion.key
        if key in after.in_view and key not in before.in_view and key not in after.choices:
            return f"{after.section_url(section.key)}?new={key}#{key}"
    return None


def _brought_into_view(walk: Walk, section: Section, key: str) -> AnyCriterion | None:
    """The criterion of this key, if other answers have brought it in here and it has none yet."""
    for criterion in section.criteria:
        is_open = criterion.key in walk.in_view and criterion.key not in walk.choices
        if criterion.key == key and criterion.in_view is not None and is_open:
            return criterion
    return None
