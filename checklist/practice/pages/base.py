"""What the pages of practice have in common, and what those of one attempt have."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from checklist.accounts.carried import render_sign_in
from checklist.accounts.models import User
from checklist.practice import access
from checklist.practice.models.attempts import AttemptQuerySet
from checklist.practice.models.cases import Difficulty
from checklist.practice.walks import AttemptWalk
from checklist.ui.errors import Action, conflict
from checklist.walk.pages.base import Carrying, OfStored


def trainee_of(request: HttpRequest) -> User:
    """Whoever asks, who is signed in: practice is for accounts."""
    return cast("User", request.user)


class PracticePage(LoginRequiredMixin, Carrying):
    """A page of practice for whoever is signed in. Never stored by a browser."""

    not_yours = _lazy("What had been typed was discarded: this account may not save it there.")

    @classmethod
    def list_url(cls) -> str:
        """The cases."""
        return reverse("practice:home")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, for this moment only; a form sent without a session is not lost."""
        if request.method == "POST" and hasattr(self, "post") and not request.user.is_authenticated:
            return render_sign_in(request, path=request.path, data=request.POST)
        answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer


class OfAttempt(OfStored):
    """A page of one attempt of whoever asks."""

    walk: AttemptWalk
    not_yours = _lazy(
        "What had been typed was discarded: it belongs to an attempt that is not yours."
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for sign-in first: practice is for accounts."""
        if request.method != "POST" and not self.is_known(request):
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        return super().dispatch(request, *args, **kwargs)

    def is_known(self, request: HttpRequest) -> bool:
        """A guest has no attempts."""
        return request.user.is_authenticated

    def found(self, request: HttpRequest, code: str) -> AttemptWalk:
        """The attempt's walk."""
        return AttemptWalk(access.find(self.attempts(trainee_of(request)), code))

    def attempts(self, user: User) -> AttemptQuerySet:
        """Those that the page can be of."""
        return access.mine(user)

    @classmethod
    def list_url(cls) -> str:
        """The cases."""
        return reverse("practice:home")

    def besides(self) -> dict[str, object]:
        """The case beside the questions."""
        case = self.walk.attempt.edition.case
        return {
            "attempt": self.walk.attempt,
            "case": self.walk.case,
            "difficulty": Difficulty(self.walk.case.difficulty).label,
            "shows_sections": self.walk.shows_sections,
            "is_withdrawn": not case.is_offered,
        }

    def closed(self) -> HttpResponse:
        """The answer to a change of what is submitted, or of what feedback was shown on."""
        if self.walk.is_completed:
            title = _("This attempt is submitted")
            message = _(
                "It can be read but not changed any more, so nothing was saved. "
                "The case can be tried again as often as you like."
            )
            found = [Action(_("Its feedback"), self.walk.results_url)]
        else:
            title = _("Feedback on this section was shown already")
            message = _("Its answers stay as they were then, so nothing was saved.")
            found = [Action(_("Go on"), self.walk.go_on_url)]
        return conflict(
            self.request,
            title=title,
            message=message,
            actions=[*found, Action(_("All cases"), self.list_url())],
        )
