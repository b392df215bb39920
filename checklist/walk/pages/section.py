"""One section: its questions, and saving them."""

from collections.abc import Callable, Hashable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.context import Context
from django.utils.translation import gettext as _

from checklist.engine.definition import Section
from checklist.ui.context import site
from checklist.ui.frame import own
from checklist.ui.kept import kept_page
from checklist.walk import frame, saving
from checklist.walk.forms import SectionForm
from checklist.walk.models import Answered
from checklist.walk.pages.base import OfAssessment, WalkPage, actor_of, read_revision
from checklist.walk.walks import REVIEW, URGENT, Walk

FORM = "section-form"
"""The id of the form, which buttons outside of it press as well."""


class SectionPage(WalkPage):
    """GET shows a section; POST saves it and goes on."""

    template = "walk/section.html"

    def get(self, request: HttpRequest, section: str) -> HttpResponse:
        """The section as it is stored; a completed assessment shows its results instead."""
        found = self._section(section)
        if self.walk.is_completed:
            return redirect(self.walk.results_url)
        return self._page(SectionForm(self.walk, found), found, new=request.GET.get("new", ""))

    def post(self, request: HttpRequest, section: str) -> HttpResponse:
        """Save what was sent, and go where the button that was pressed leads."""
        found = self._section(section)
        if self.walk.is_completed:
            return self.closed()
        revision = read_revision(request)
        onward = self._onward(found)
        form = SectionForm(self.walk, found, request.POST)
        if not form.is_valid():
            return self._page(form, found, status=422, revision=revision)
        try:
            saved = self.walk.save(
                form.changes(), revision=revision, actor=actor_of(request), now=self.now
            )
        except saving.AlreadyCompleted:
            return self.closed()
        except saving.StaleRevision as stale:
            return self._stale(stale.current, found, revision)
        # Asked of what is saved: the address of a walk may change with its answers.
        return HttpResponseRedirect(_news(self.walk, saved, found) or onward(saved))

    def _section(self, key: str) -> Section:
        section = self.walk.definition.section_by_key.get(key)
        if section is None:
            raise Http404
        return section

    def _onward(self, section: Section) -> Callable[[Walk], str]:
        """Where the walk goes after saving. Raises BadRequest for a section there is not."""
        targets = self.request.POST.getlist("go")
        if targets:
            if len(targets) > 1 or targets[0] not in {REVIEW, *self.walk.definition.section_by_key}:
                raise BadRequest(_("There is no such section."))
            return lambda walk: walk.section_url(targets[0])
        if "leave" in self.request.POST:
            return lambda walk: walk.leave_url
        return lambda walk: walk.next_url(section.key)

    def _stale(self, current: Answered, section: Section, revision: int) -> HttpResponse:
        self.walk = self.walk.of(current)
        base = self.walk.answers_at(revision)
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
        is_unsaved = form.base is not None or bool(form.errors)
        parts = {
            **own(self.request),
            **frame.parts(
                typed,
                walk,
                here=section,
                form=FORM,
                is_unsaved=is_unsaved,
                is_news=new == URGENT,
            ),
            "revision": walk.answered.revision if revision is None else revision,
            "criteria": form.helper.render_layout(form, Context()),
        }
        settled = {**self._settled(section), "is_urgent": bool(parts["alarm"])}
        unusual = {
            "is_unsaved": is_unsaved,
            "is_stale": form.base is not None,
            "errors": form.errors_by_place,
            "clashes": form.clashes,
            "saved_at": walk.answered.saved_at if is_unsaved else None,
            "new_question": _brought_into_view(walk, section, new),
            **self.besides(),
        }
        return HttpResponse(kept_page(self.template, settled, parts, unusual), status=status)

    def _settled(self, section: Section) -> dict[str, Hashable]:
        """What the page says to everybody who is in this section."""
        walk = self.walk
        before, after = walk.section_before(section.key), walk.section_after(section.key)
        return {
            **site(self.request),
            **frame.settled(walk),
            "steps_form": FORM,
            "key": section.key,
            "title": section.title,
            "lead": section.lead,
            "number": walk.definition.sections.index(section) + 1,
            "total": len(walk.definition.sections),
            "previous": before.key if before else "",
            "following": after.title if after else "",
        }


class AssessmentSectionPage(OfAssessment, SectionPage):
    """A section of an assessment."""


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


def _brought_into_view(walk: Walk, section: Section, key: str) -> str:
    """What it is called, if other answers have brought it in here and it has no answer yet."""
    if key not in walk.in_view or key in walk.choices or key not in walk.definition.conditions:
        return ""
    criterion = walk.definition.criteria[key]
    is_here = walk.definition.section_of[key] is section
    return f"{walk.definition.numbers[key]} {criterion.short}" if is_here else ""
