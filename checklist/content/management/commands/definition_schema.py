"""``manage.py definition_schema``: print the JSON Schema of a definition."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from checklist.engine import codec


class Command(BaseCommand):
    help = (
        "Prints the JSON Schema (2020-12) of a definition: what stands in a checklist file under "
        "“definition”."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(codec.json_schema(), indent=2, ensure_ascii=False))
