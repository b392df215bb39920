"""The page, over data that is ready when the first request comes."""

import json
import os

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe

from bench.bare.models import Record
from bench.definition import SECTION, sections

SECTIONS = sections()
SHOWN = next(each for each in SECTIONS if each["key"] == SECTION)
FILLER_BYTES = int(os.environ.get("BENCH_FILLER", "0"))
"""How much is put in to come to the bytes of our section page."""
# Names and prose in turn: it compresses about as well as a page does.
FILLER = mark_safe(json.dumps(SECTIONS[1:])[:FILLER_BYTES])  # noqa: S308


@login_required
def section(request: HttpRequest, code: str) -> HttpResponse:
    """One section with its questions."""
    context = {
        "record": get_object_or_404(Record, code=code),
        "sections": SECTIONS,
        "section": SHOWN,
        "filler": FILLER,
    }
    return render(request, "bare/section.html", context)
