"""The administration, which tells whoever may not enter so, instead of asking them to sign in."""

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


class Administration(AdminSite):
    """Django's own, but for whom it refuses and how."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        """A page of it: 403 for an account that may not enter, sign-in for nobody's."""
        page = super().admin_view(view, cacheable)

        @wraps(page)
        def refusing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            answer: HttpResponse = page(request, *args, **kwargs)
            return answer

        return refusing
