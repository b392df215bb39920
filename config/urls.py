"""One line a room."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from checklist.preview.effect_page import effect_page

# Signing in to the administration is the same page with the same limits as everywhere. This must
# stand before `admin.site.urls` is read: after it, it would change nothing and say nothing.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

admin.site.site_title = settings.SITE_NAME
admin.site.site_header = format_lazy(_("{name}: administration"), name=settings.SITE_NAME)

urlpatterns = [
    path(f"{settings.ADMIN_PATH}preview/", include("checklist.preview.urls")),
    path(
        f"{settings.ADMIN_PATH}content/draft/<int:draft_id>/effect/",
        effect_page,
        name="preview_effect",
    ),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("accounts/", include("checklist.accounts.urls")),
    path("", include("checklist.content.urls")),
    path("practice/", include("checklist.practice.urls")),
    path("", include("checklist.walk.urls")),
]

handler400 = "checklist.ui.errors.bad_request"
handler403 = "checklist.ui.errors.permission_denied"
handler404 = "checklist.ui.errors.not_found"
handler500 = "checklist.ui.errors.server_error"
