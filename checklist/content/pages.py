"""What this room shows to everybody."""

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from checklist.engine import codec


@require_safe
def definition_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of a definition, for whoever writes or reads checklist files."""
    text = json.dumps(codec.json_schema(), indent=2, ensure_ascii=False)
    return HttpResponse(text, content_type="application/schema+json")
