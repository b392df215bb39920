"""The secret key for trying out."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from config.secret_key import kept_in


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret-key"
    made = kept_in(path)
    assert (len(made), kept_in(path), path.read_text(encoding="ascii")) == (50, made, made)


def test_two_machines_have_two_keys(tmp_path: Path) -> None:
    assert kept_in(tmp_path / "one") != kept_in(tmp_path / "two")


def test_only_its_owner_reads_the_key(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    kept_in(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_those_who_start_together_agree_and_leave_nothing_behind(tmp_path: Path) -> None:
    together = Barrier(8)

    def start(_: int) -> str:
        together.wait()
        return kept_in(tmp_path / "secret-key")

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(start, range(8)))
    assert (len(keys), list(tmp_path.iterdir())) == (1, [tmp_path / "secret-key"])
