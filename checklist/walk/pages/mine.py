"""My assessments: those in progress and those completed; finding one; starting one."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.ui.context import site
from checklist.ui.frame import own
from checklist.ui.kept import kept_page
from checklist.walk import access, actions, lines, queries
from checklist.walk.guests import become_guest
from checklist.walk.models import Assessment
from checklist.walk.pages.base import actor_of
from checklist.walk.pages.home import may_start
from checklist.walk.queries import PAGE_SIZE
from checklist.walk.references import read_reference
from checklist.walk.walks import AssessmentWalk

TYPED_CHARACTERS = 20
"""How much of what was sought is shown again: room for a reference, however it is spelt."""


@method_decorator(never_cache, name="dispatch")
class AssessmentsPage(View):
    """GET lists mine, or opens one by its reference; POST starts one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for sign-in where guests are not let."""
        if not may_start(request):
            return redirect_to_login(reverse("walk:assessments"), settings.LOGIN_URL)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list; a guest is shown what this browser holds, which is listed for nobody else."""
        if "reference" in request.GET:
            return self._open(request.GET["reference"])
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Start an assessment on the active version of a checklist."""
        version = _version_to_start(request.POST.getlist("checklist"))
        user = actor_of(request)
        assessment = actions.start(
            version=version,
            owner=user,
            guest_token="" if user else become_guest(request.session),
            now=timezone.now(),
        )
        return redirect(AssessmentWalk(assessment).first_url)

    def _open(self, typed: str) -> HttpResponse:
        code = read_reference(typed)
        mine = access.mine(self.request, timezone.now())
        found = mine.filter(code=code).first() if code else None
        if found is None:
            return self._page(sought=typed[:TYPED_CHARACTERS], status=404)
        return redirect("walk:results" if found.is_completed else "walk:review", found.code)

    def _page(self, *, sought: str | None = None, status: int = 200) -> HttpResponse:
        if isinstance(self.request.user, User):
            return HttpResponse(self._mine(self.request.user.pk, sought), status=status)
        in_hand = access.mine(self.request, timezone.now()).order_by("-pk")
        context = {
            "startable": queries.startable(),
            "sought": sought,
            "in_hand": [AssessmentWalk(each) for each in in_hand[:PAGE_SIZE]],
        }
        return render(self.request, "walk/guest.html", context, status=status)

    def _mine(self, owner: int, sought: str | None) -> bytes:
        opened = self._listed("open", queries.OPEN, owner)
        done = self._listed("done", queries.DONE, owner)
        settled = {
            **site(self.request),
            "startable": queries.startable(),
            "has_open": bool(opened),
            "has_done": bool(done),
        }
        parts = {
            **own(self.request),
            "open_lines": lines.open_lines(map(AssessmentWalk, opened)),
            "done_lines": lines.done_lines(done),
            "open_pager": _pager("open", opened, "done", done),
            "done_pager": _pager("done", done, "open", opened),
        }
        unusual = {"sought": sought, "is_sought": sought is not None}
        return kept_page("walk/assessments.html", settled, parts, unusual)

    def _listed(self, name: str, of: queries.Listed, owner: int) -> Page[Assessment]:
        """A page of a list. The first is asked for most, and a short list need not be counted."""
        if name in self.request.GET:
            return Paginator(of.all(owner), PAGE_SIZE).get_page(self.request.GET[name])
        rows = of.first(owner=owner)
        if len(rows) <= PAGE_SIZE:
            return Paginator(rows, PAGE_SIZE).get_page(1)
        return Page(rows[:PAGE_SIZE], 1, Paginator(of.all(owner), PAGE_SIZE))


def _pager(name: str, page: Page[Assessment], other: str, other_page: Page[Assessment]) -> str:
    if not page.has_other_pages():
        return ""
    context = {"name": name, "page": page, "other": other, "other_page": other_page}
    return render_to_string("walk/pager.html", context)


def _version_to_start(sent: list[str]) -> ChecklistVersion:
    """The version to start. Raises BadRequest without just one checklist, Http404 for no such."""
    if len(sent) != 1:
        raise BadRequest(_("Choose the checklist to start."))
    # Looked up here: what was sent may hold a character that PostgreSQL takes in no query.
    versions = {each.checklist.slug: each for each in ChecklistVersion.objects.startable().light()}
    if sent[0] not in versions:
        raise Http404
    return versions[sent[0]]
