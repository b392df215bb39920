"""Carrying the answers of an assessment over to the version that is in use now."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.walk import actions, frame, saving
from checklist.walk.carrying import carrying
from checklist.walk.pages.base import OfAssessment, actor_of, read_revision


class CarryOverPage(OfAssessment):
    """GET shows what carries over and what does not; POST carries it over."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The lists; where they were carried over already, the assessment that goes on."""
        if self.walk.assessment.is_completed:
            return redirect("walk:results", self.walk.code)
        if self.walk.newer.carried_by:
            return redirect("walk:review", self.walk.newer.carried_by)
        newer = self._newer()
        return self._page(newer) if newer else self._none()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin the new assessment, and show its answers."""
        revision, label = read_revision(request), _read_version(request)
        if self.walk.assessment.is_completed:
            return self.closed()
        if self.walk.newer.carried_by:
            return self._again(self.walk.newer.carried_by)
        newer = self._newer()
        if newer is None:
            return self._none()
        if newer.label != label:
            return self._page(newer, status=HTTPStatus.CONFLICT)
        return self._carry(newer, revision)

    def _carry(self, newer: ChecklistVersion, revision: int) -> HttpResponse:
        old = self.walk.assessment
        try:
            new = actions.carry_over(
                assessment=old,
                version=newer,
                revision=revision,
                actor=actor_of(self.request),
                now=self.now,
            )
        except saving.AlreadyCompleted:
            return self.closed()
        except actions.AlreadyCarried as carried:
            return self._again(carried.onward.code)
        except saving.StaleRevision as stale:
            self.walk = self.walk.of(stale.current)
            return self._page(newer, status=HTTPStatus.CONFLICT)
        messages.success(
            self.request,
            _("A new assessment, %(new)s, carries on from %(old)s under version %(label)s.")
            % {"new": new.code, "old": old.code, "label": newer.label},
        )
        return redirect("walk:review", new.code)

    def _newer(self) -> ChecklistVersion | None:
        """The version in use, if it is another than the assessment's."""
        versions = ChecklistVersion.objects.active().light()
        versions = versions.filter(checklist_id=self.walk.version.checklist_id)
        return versions.exclude(pk=self.walk.version.pk).first()

    def _again(self, code: str) -> HttpResponse:
        messages.info(
            self.request, _("The answers were carried over already. Go on with them here.")
        )
        return redirect("walk:review", code)

    def _none(self) -> HttpResponse:
        messages.info(self.request, _("There is no newer version to carry the answers over to."))
        return redirect("walk:review", self.walk.code)

    def _page(self, newer: ChecklistVersion, *, status: int = HTTPStatus.OK) -> HttpResponse:
        walk = self.walk
        context = {
            **frame.settled(walk),
            **frame.parts(walk),
            "walk": walk,
            "is_urgent": bool(walk.urgent),
            "version": newer,
            "lists": carrying(walk, definition_of(newer)),
            "revision": walk.answered.revision,
            "is_stale": status == HTTPStatus.CONFLICT,
        }
        return render(self.request, "walk/carry_over.html", context, status=status)


def _read_version(request: HttpRequest) -> str:
    """The label of the version that the page showed. Raises BadRequest if there is not just one."""
    sent = request.POST.getlist("version")
    if len(sent) != 1:
        raise BadRequest(_("The page did not say which version the answers are carried over to."))
    return sent[0]
