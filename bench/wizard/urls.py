"""One address a step."""

from django.urls import path

from bench.wizard.forms import STEPS
from bench.wizard.pages import ChecklistWizard

urlpatterns = [
    path("wizard/<slug:step>/", ChecklistWizard.as_view(STEPS, url_name="step"), name="step")
]
