"""A secret key for trying out: made on first run and kept in a file that only its owner reads."""

import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def kept_in(path: Path) -> str:
    """The key in the file, made first where there is none.

    The key is written to a file of its own and then linked to its place in one step. Of two
    processes that start together one makes the link; the other finds a whole key, never a
    half-written one, and takes that.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as draft:
            draft.write(get_random_secret_key())
            draft.flush()
            with suppress(FileExistsError):
                path.hardlink_to(draft.name)
    return path.read_text(encoding="ascii")
