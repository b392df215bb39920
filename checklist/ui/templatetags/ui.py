"""Template tags for what every page shows: ``{% load ui %}``."""

from django import template
from django.template.base import Node, NodeList, Parser, Token, VariableNode
from django.template.context import Context
from django.template.defaulttags import ForNode, IfNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from checklist.ui import symbols
from checklist.ui.kept import kept_template
from checklist.ui.mark import drawing

register = template.Library()

register.simple_tag(drawing)
register.simple_tag(get_language, name="page_language")
register.simple_tag(symbols.icon, name="icon")
register.simple_tag(symbols.sprite, name="sprite")
register.simple_tag(kept_template, name="kept")


@register.simple_tag
def direction() -> str:
    """The direction in which the page's language is written."""
    return "rtl" if get_language_bidi() else "ltr"


class OnceNode(Node):
    """A part of a template that looks the same on every page, rendered once for each language."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.rendered: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The part, without anything of the page's context."""
        language = get_language()
        if language not in self.rendered:
            self.rendered[language] = self.nodelist.render(context.new({}))
        return self.rendered[language]


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """``{% once %}`` to ``{% endonce %}``: words, addresses and icons, but no variable."""
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    for kind in (VariableNode, IfNode, ForNode):
        if nodelist.get_nodes_by_type(kind):
            raise template.TemplateSyntaxError("What stands in {% once %} can depend on nothing.")
    return OnceNode(nodelist)
