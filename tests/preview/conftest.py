"""A draft, and an editor who tries it out."""

import pytest
from django.test import Client

from checklist.content.models import ChecklistVersion
from tests.content.conftest import ClientOf, active, client_of, draft
from tests.preview.trying import Trying

__all__ = ["active", "client_of", "draft"]


@pytest.fixture
def editor(client_of: ClientOf) -> Client:
    """Somebody who may see drafts."""
    return client_of("view")


@pytest.fixture
def trying(editor: Client, draft: ChecklistVersion) -> Trying:
    """An editor at the draft's preview."""
    return Trying(editor, draft)
