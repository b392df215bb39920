"""How rows of a draft are chosen in forms: plainly, and at little cost where there are many."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_INPUTS = {f"django/forms/widgets/{kind}.html" for kind in ("checkbox", "hidden", "number", "text")}
_TEXT_BOX = "django/forms/widgets/textarea.html"
_ERRORS = "django/forms/errors/list/ul.html"


class PlainRenderer(DjangoTemplates):
    """Writes plain fields, and that a field has no error, as Django's templates do but without.

    The page of a draft has five hundred fields in its lists, each of which takes two templates.
    """

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name in _INPUTS:
            return _input(context["widget"])
        if template_name == _TEXT_BOX:
            return _text_box(context["widget"])
        if template_name == _ERRORS and not context["errors"]:
            return ""
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> SafeString:
    value = flatatt({"value": widget["value"]})
    attributes = widget["type"], widget["name"], value, flatatt(widget["attrs"])
    return format_html('<input type="{}" name="{}"{}{}>', *attributes)


def _text_box(widget: dict[str, Any]) -> SafeString:
    # A browser drops the first line break, whether the text begins with one or not.
    parts = widget["name"], flatatt(widget["attrs"]), widget["value"] or ""
    return format_html('<textarea name="{}"{}>\n{}</textarea>', *parts)


class OneRow(forms.Select):
    """A row chosen from a long list. Django's own takes two templates for each choice in it."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = self.format_value(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, flatatt({"selected": str(key) in chosen}), label)
                for key, label in self.choices
            ),
        )
        given = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, given, options)


class OptionsByCriterion(forms.CheckboxSelectMultiple):
    """Answer options, ticked criterion by criterion. Where one is ticked, its criterion is open."""

    template_name = "content/widgets/options_by_criterion.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["criteria"] = [
            (criterion, choices, any(choice["selected"] for choice in choices))
            for criterion, choices, _index in context["widget"]["optgroups"]
        ]
        return context

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Its template is one of ours, and shows all choices without another."""
        return super().render(name, value, attrs, TemplatesSetting())
