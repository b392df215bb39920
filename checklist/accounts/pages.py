"""Signing in and out. The work is allauth's, the pages are ours."""

from http import HTTPStatus
from typing import Any

from allauth.account.views import LoginView, LogoutView
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from checklist.accounts.carried import Carried, take_over
from checklist.accounts.forms import LOGIN_CHARACTERS, SignInForm


@method_decorator(never_cache, name="dispatch")
class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    """The sign-in page. It keeps what a form carries until somebody is in."""

    form_class = SignInForm
    template_name = "account/login.html"
    carried: Carried | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Sign in; whoever is signed in already, in another tab say, only hands over."""
        self.carried = Carried.in_form(request.POST)
        taken_over = take_over(request, self.carried)
        if taken_over is not None:
            return taken_over
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        # Whichever limit was met, the answer is one page, which loses nothing of what is carried.
        is_limited = response.status_code == HTTPStatus.TOO_MANY_REQUESTS
        return self._limited() if is_limited else response

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Go where the person was going."""
        response: HttpResponse = super().form_valid(form)
        return take_over(self.request, self.carried) or response

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """Say what was wrong; 429 where it was one attempt too many for this account."""
        response: HttpResponse = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, "too_many_login_attempts"):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page carries on: where to go, and what was typed before."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "carried": self.carried, "next": self.get_next_url()}

    def _limited(self) -> HttpResponse:
        """The page again, its password unread."""
        login = self.request.POST.get("login", "")[:LOGIN_CHARACTERS]
        form = SignInForm(request=self.request, initial={"login": login})
        problem = _("Too many attempts. Wait five minutes, then try again.")
        context = self.get_context_data(form=form, problem=problem)
        response: HttpResponse = self.render_to_response(context)
        response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response


@method_decorator(never_cache, name="dispatch")
class SignOut(LogoutView):  # type: ignore[misc]  # allauth has no types
    """POST signs out; GET asks whether to."""

    template_name = "account/logout.html"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out, and say so on the next page."""
        response: HttpResponse = super().post(*args, **kwargs)
        messages.success(self.request, _("You are signed out."))
        return response
