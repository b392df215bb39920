"""The answer to what was typed into the page of a row that is gone: nothing of it is lost."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, NamedTuple

from django.contrib.admin import ModelAdmin
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Parent

VERSION_FIELD = "version"
_TEXTS = (models.CharField, models.TextField)


class Typed(NamedTuple):
    """A text that was sent, and the field in which it was typed."""

    field: str
    text: str


def unsaved_page(page: ModelAdmin[Any], request: HttpRequest) -> HttpResponse:
    """Say what became of the draft, and show what was typed, to be copied."""
    version = _version(request.POST.get(VERSION_FIELD, ""))
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "title": _("Nothing was saved"),
        "happened": _happened(version),
        "version": version,
        "typed": list(typed_into(page, request.POST)),
    }
    return render(request, "content/admin/unsaved.html", context, status=HTTPStatus.CONFLICT)


def typed_into(page: ModelAdmin[Any], data: QueryDict) -> Iterator[Typed]:
    """The texts that were sent to a row's page: its own, then those of its lists."""
    yield from _texts(page.model, data, "", "")
    for each in page.inlines:
        (above,) = (field for field in each.model._meta.fields if field.related_model is page.model)
        start = f"{above.remote_field.get_accessor_name()}-"
        numbers = {
            found[1] for name in data if (found := re.match(rf"{start}([0-9]{{1,4}})-", name))
        }
        for number in sorted(numbers, key=int):
            name = f"{each.model._meta.verbose_name} {int(number) + 1}"
            yield from _texts(each.model, data, f"{start}{number}-", name)


def _texts(model: type[Parent], data: QueryDict, start: str, name: str) -> Iterator[Typed]:
    for field in model._meta.fields:
        text = data.get(f"{start}{field.name}", "").strip()
        if text and isinstance(field, _TEXTS) and not field.choices:
            words = capfirst(", ".join(filter(None, (name, str(field.verbose_name)))))
            yield Typed(words, text)


def _version(key: str) -> ChecklistVersion | None:
    """The version that the page was of; None where it was discarded."""
    is_key = key.isascii() and key.isdigit() and len(key) < len(str(2**63))
    return ChecklistVersion.objects.light().filter(pk=key).first() if is_key else None


def _happened(version: ChecklistVersion | None) -> str:
    if version is None:
        return _("This draft is not there any more: it was discarded after you opened the page.")
    if version.is_draft:
        return _("Somebody else has deleted this from the draft after you opened the page.")
    return _(
        "%(version)s is no draft any more: it was published after you opened the page. What is "
        "published stays as it is. To change it, start a draft."
    ) % {"version": version}
