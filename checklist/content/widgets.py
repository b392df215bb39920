"""How rows of a draft are chosen in forms: plainly, and at little cost where there are many."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString


class _InOneTemplate(forms.Widget):
    """A widget whose template is one of ours, and shows all choices by itself.

    Django's own include a template for each choice, which with a hundred choices in each row of a
    list took most of the time of a page.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        return super().render(name, value, attrs, TemplatesSetting())


class OneRow(_InOneTemplate, forms.Select):
    """A row chosen from a list."""

    template_name = "content/widgets/one_row.html"


class OptionsByCriterion(_InOneTemplate, forms.CheckboxSelectMultiple):
    """Answer options, ticked criterion by criterion. Where one is ticked, its criterion is open."""

    template_name = "content/widgets/options_by_criterion.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["criteria"] = [
            (criterion, choices, any(choice["selected"] for choice in choices))
            for criterion, choices, _index in context["widget"]["optgroups"]
        ]
        return context
