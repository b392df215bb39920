"""What the pages of a walk have in common, and what those of one assessment have."""

import re
from abc import abstractmethod
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views import View

from checklist.accounts.carried import render_sign_in
from checklist.accounts.models import User
from checklist.ui.errors import Action, conflict
from checklist.walk import access
from checklist.walk.walks import AssessmentWalk, Walk


def actor_of(request: HttpRequest) -> User | None:
    """Who acts: the account, or nobody for a guest."""
    return request.user if isinstance(request.user, User) else None


_REVISION = re.compile(r"[0-9]{1,9}")


def read_revision(request: HttpRequest) -> int:
    """The revision that the page was made from. Raises BadRequest if there is not just one."""
    sent = request.POST.getlist("revision")
    if len(sent) != 1 or not _REVISION.fullmatch(sent[0]):
        raise BadRequest(_("The page sent no revision number, by which two saves are told apart."))
    return int(sent[0])


class WalkPage(View):
    """A page of a walk, whatever is walked: it knows a Walk, which its subclass finds.

    ``template`` may be one that extends the walk's own.
    """

    template: str
    now: datetime
    walk: Walk

    def besides(self) -> dict[str, object]:
        """What the template of a subclass tells besides; such a page is not kept."""
        return {}

    def closed(self) -> HttpResponse:
        """The answer to a change of what is completed."""
        return conflict(
            self.request,
            title=_("This assessment is completed"),
            message=_(
                "It can be read but not changed any more, so nothing was saved. To change "
                "something, open its results and choose “Amend in a new assessment”."
            ),
            actions=[
                Action(_("Its results"), self.walk.results_url),
                Action(_("My assessments"), reverse("walk:assessments")),
            ],
        )


class Carrying(View):
    """A page whose form is not lost when it is sent after a session's end: ``carried`` sends it on.

    ``not_yours`` tells whoever signs in that what somebody else had typed is discarded.
    """

    not_yours: ClassVar[Promise]

    @classmethod
    @abstractmethod
    def list_url(cls) -> str:
        """Where whoever asks has those that are theirs."""


class OfStored(WalkPage, Carrying):
    """A page of what is stored under a reference.

    It is never stored by a browser, so that Back shows what is saved.
    """

    def is_known(self, request: HttpRequest) -> bool:
        """Whether the form comes from somebody whose it may be, and not after a session's end."""
        return access.is_known_person(request)

    @abstractmethod
    def found(self, request: HttpRequest, code: str) -> Walk:
        """The walk with this reference, of whoever asks. Raises Http404."""

    def dispatch(
        self, request: HttpRequest, *args: Any, code: str, **kwargs: Any
    ) -> HttpResponseBase:
        """Find it, or answer 404; a form sent without a session is not lost."""
        self.now = timezone.now()
        if request.method == "POST" and not self.is_known(request):
            answer: HttpResponseBase = render_sign_in(request, path=request.path, data=request.POST)
        else:
            self.walk = self.found(request, code)
            answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer


class OfAssessment(OfStored):
    """A page of one assessment."""

    walk: AssessmentWalk
    find = staticmethod(access.find)
    not_yours = _lazy(
        "What had been typed was discarded: it belongs to an assessment that is not yours."
    )

    def found(self, request: HttpRequest, code: str) -> AssessmentWalk:
        """The assessment's walk."""
        return AssessmentWalk(self.find(request, code, self.now))

    @classmethod
    def list_url(cls) -> str:
        """The list of mine."""
        return reverse("walk:assessments")
