"""Static files as a site serves them: under names that change with what is in them."""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from config.static import HashedStorage

IMPORTED = re.compile(r'^import .* from ?"(.*)";$', re.MULTILINE)


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """The folder of our own static files, gathered as `collectstatic` does it."""
    shutil.copytree(settings.BASE / "static", tmp_path, dirs_exist_ok=True)
    storage = HashedStorage(location=str(tmp_path))
    names = [str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*.*")]
    for _, _, processed in storage.post_process({name: (storage, name) for name in names}):
        assert not isinstance(processed, Exception)
    return tmp_path


def test_a_script_imports_another_by_a_name_that_changes_with_it(served: Path) -> None:
    (script,) = served.glob("walk/save.????????????.js")
    imported = IMPORTED.findall(script.read_text(encoding="utf-8"))
    assert len(imported) == 2
    for address in imported:
        assert re.search(r"\.[0-9a-f]{12}\.js$", address)
        assert (script.parent / address).is_file()


def test_a_script_is_stored_compressed_too(served: Path) -> None:
    (script,) = served.glob("walk/save.????????????.js")
    assert Path(f"{script}.br").is_file()
