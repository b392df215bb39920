"""Assessments in the admin: that they exist, and nothing of what was answered."""

from django.contrib import admin
from django.http import HttpRequest

from checklist.walk.models import Assessment, AssessmentQuerySet

# What the list's own filters ask about. Django would let an address ask about every field.
ASKED_ABOUT = ("status", "version", "started_at")


@admin.register(Assessment)
class AssessmentAdmin(admin.ModelAdmin[Assessment]):
    """Metadata of clinicians' assessments, to read only. Guests' are listed for nobody."""

    list_display = ("code", "checklist", "owner", "status", "started_at", "completed_at")
    list_filter = ("status", "version__checklist")
    search_fields = ("code",)
    date_hierarchy = "started_at"
    fields = ("code", "version", "owner", "status", "started_at", "saved_at", "completed_at")
    list_select_related = ("version__checklist", "owner")

    def get_queryset(self, request: HttpRequest) -> AssessmentQuerySet:
        """Clinicians' assessments, without answers, comments or summaries."""
        return Assessment.objects.filter(owner__isnull=False).defer(
            "answers", "own_view", "summary", "version__definition"
        )

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the list's own filters: whether a row appears would tell what was answered in it."""
        asked_about = lookup.partition("__")[0]
        return asked_about in ASKED_ABOUT and super().lookup_allowed(lookup, value, request)

    @admin.display(ordering="version")
    def checklist(self, assessment: Assessment) -> str:
        """The checklist and version answered."""
        return str(assessment.version)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: assessments are made by walking."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Assessment | None = None) -> bool:
        """Nobody: what was answered is the clinician's."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Assessment | None = None) -> bool:
        """Nobody, here: deleting has rules of its own."""
        return False
