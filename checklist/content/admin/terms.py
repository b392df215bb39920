"""Words to avoid, beside those that the check of wording knows by itself."""

from django.contrib import admin

from checklist.content.admin.rights import ToEditAsList
from checklist.content.check_forms import TermForm
from checklist.content.models import Term


@admin.register(Term)
class TermPage(ToEditAsList, admin.ModelAdmin[Term]):
    """A word that no text of a checklist should hold. Whoever may edit drafts may add it."""

    form = TermForm
    fields = ("kind", "text")
    list_display = ("text", "kind")
    list_filter = ("kind",)
