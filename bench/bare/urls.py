"""One address."""

from django.urls import path

from bench.bare.pages import section

urlpatterns = [path("records/<str:code>/", section)]
