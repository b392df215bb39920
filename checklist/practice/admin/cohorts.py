"""Cohorts in the administration: who supervises whom, and nothing of what was answered."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from checklist.practice.models import Cohort


@admin.register(Cohort)
class CohortAdmin(admin.ModelAdmin[Cohort]):
    """Any cohort, for administrators; its attempts are seen by its supervisors alone."""

    fields = ("name", "supervisors", "trainees")
    filter_horizontal = ("supervisors", "trainees")
    list_display = ("name", "number_of_supervisors", "number_of_trainees")
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cohort]:
        """With how many people are in each."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                several_supervisors=Count("supervisors", distinct=True),
                several_trainees=Count("trainees", distinct=True),
            )
        )

    @admin.display(description=_("supervisors"))
    def number_of_supervisors(self, cohort: Cohort) -> int:
        """How many supervise it."""
        number: int = cohort.several_supervisors  # type: ignore[attr-defined]
        return number

    @admin.display(description=_("trainees"))
    def number_of_trainees(self, cohort: Cohort) -> int:
        """How many are in it."""
        number: int = cohort.several_trainees  # type: ignore[attr-defined]
        return number
