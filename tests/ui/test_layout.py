"""The frame of every page, and the icons in it."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import INFO, WARNING
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from pytest_django import Settings

from checklist.accounts.models import User
from checklist.ui.symbols import SYMBOLS


def page(rf: RequestFactory, user: User | AnonymousUser | None = None, path: str = "/") -> str:
    """The frame around nothing, as ``user`` sees it at ``path``."""
    request = rf.get(path)
    request.user = user or AnonymousUser()
    return render_to_string("ui/base.html", request=request)


def menu(html: str) -> list[str]:
    """What the menu offers, in words."""
    [nav] = re.findall(r'<nav class="menu pop".*?</nav>', html, re.DOTALL)
    items = re.findall(r"<li.*?</li>", nav, re.DOTALL)
    return [re.sub(r"<[^>]*>", "", item).strip() for item in items]


def test_a_page_says_its_language_and_direction(rf: RequestFactory) -> None:
    with translation.override("en-gb"):
        assert '<html lang="en-gb" dir="ltr">' in page(rf)
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl">' in page(rf)


def test_the_first_link_skips_to_the_main_area(rf: RequestFactory) -> None:
    html = page(rf)
    [first, *_] = re.findall(r"<a [^>]*>", html)
    assert first == '<a class="skip" href="#main">'
    assert html.count('id="main"') == 1


def test_a_page_asks_for_a_sheet_an_icon_and_a_script_and_nothing_else(rf: RequestFactory) -> None:
    html = page(rf)
    assert re.findall(r'<link [^>]*href="([^"]*)"', html) == [
        "/static/ui/mark.svg",
        "/static/ui/considered.css",
    ]
    assert re.findall(r'<script type="module" src="([^"]*)"></script>', html) == [
        "/static/ui/forms.js"
    ]
    assert len(re.findall(r"<script|\bsrc=", html)) == 2


def test_a_page_names_the_site_as_the_settings_do(rf: RequestFactory, settings: Settings) -> None:
    settings.SITE_NAME = "Ward & Co"
    assert page(rf).count("Ward &amp; Co") == 2


def test_a_page_draws_the_mark_that_the_settings_name(
    rf: RequestFactory, settings: Settings, tmp_path: Path
) -> None:
    assert '<span class="mark" aria-hidden="true"><svg ' in page(rf)
    settings.STATIC = tmp_path
    settings.SITE_MARK = "ward.svg"
    (tmp_path / "ward.svg").write_text('<?xml version="1.0"?>\n<svg id="ward"/>\n')
    html = page(rf)
    assert '<span class="mark" aria-hidden="true"><svg id="ward"/></span>' in html
    assert '<link rel="icon" href="/static/ward.svg" type="image/svg+xml">' in html


def test_a_visitor_is_offered_to_sign_in_and_come_back(rf: RequestFactory) -> None:
    html = page(rf, path="/about/?a=1")
    assert menu(html) == ["Assessments", "Practice", "About", "Sign in"]
    assert 'href="/accounts/login/?next=/about/"' in html


def test_a_clinician_sees_their_name_and_signs_out_by_a_form(rf: RequestFactory) -> None:
    html = page(rf, User(username="ann", name="Ann <Lee>"))
    assert menu(html) == ["Assessments", "Practice", "About", "Ann &lt;Lee&gt;", "Sign out"]
    assert '<form method="post" action="/accounts/logout/">' in html


def test_somebody_without_a_name_is_called_by_their_user_name(rf: RequestFactory) -> None:
    assert menu(page(rf, User(username="ann")))[3] == "ann"


def test_staff_find_the_administration(rf: RequestFactory) -> None:
    assert menu(page(rf, User(username="eve", is_staff=True)))[3] == "Administration"


def test_what_the_page_before_has_to_tell_is_announced() -> None:
    told = [Message(INFO, "You are signed out."), Message(WARNING, "Not <all>.")]
    html = render_to_string("ui/messages.html", {"messages": told})
    assert re.findall(r"<p.*?</p>", html) == [
        '<p class="notice" role="status">You are signed out.</p>',
        '<p class="notice k-resolve" role="status">Not &lt;all&gt;.</p>',
    ]


def rendered(source: str, **context: str) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_an_icon_points_to_its_shape() -> None:
    assert rendered('{% icon "urgent" %}') == (
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="#i-urgent"/></svg>'
    )
    assert rendered('{% icon kind "small" %}', kind="note") == (
        '<svg class="icon small" viewBox="0 0 24 24" aria-hidden="true"><use href="#i-note"/></svg>'
    )


def test_an_icon_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(LookupError, match="no icon called nought"):
        rendered('{% icon "nought" %}')


def test_a_sprite_holds_the_named_shapes_alone_each_once() -> None:
    html = rendered('{% sprite "done" "urgent" "done" %}')
    assert re.findall(r'<symbol id="i-(\w+)"', html) == ["done", "urgent"]


def test_every_shape_is_well_formed() -> None:
    names = " ".join(f'"{name}"' for name in SYMBOLS)
    html = rendered(f"{{% sprite {names} %}}")
    assert html.count("<symbol ") == html.count("</symbol>") == len(SYMBOLS)
