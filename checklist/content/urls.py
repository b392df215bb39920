"""The addresses of this room outside the administration."""

from django.urls import path

from checklist.content.pages import definition_schema

app_name = "content"

urlpatterns = [
    path("checklists/definition.schema.json", definition_schema, name="schema"),
]
