"""docs/settings.md says what the code says."""

from config.settings_page import PAGE, settings_page


def test_the_page_is_what_make_docs_would_write() -> None:
    assert PAGE.read_text(encoding="utf-8") == settings_page()
