"""Going through a preview as an editor does: by its pages' own forms and links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.test import Client

from checklist.content.models import ChecklistVersion
from checklist.preview.addresses import packed
from tests.walk.pages import Element, read

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


@dataclass(frozen=True, slots=True)
class Trying:
    """A browser and the draft that is tried out in it."""

    browser: Client
    draft: ChecklistVersion

    @property
    def start(self) -> str:
        """Where the preview begins."""
        return f"/admin/preview/{self.draft.pk}/"

    def begin(self) -> str:
        """The address of the first section."""
        return self.leads(self.browser.get(self.start))

    def page(self, url: str) -> Element:
        """The page at an address."""
        answer = self.browser.get(url)
        assert answer.status_code == 200
        return read(answer)

    def answer(self, url: str, choices: Mapping[str, str]) -> str:
        """Answer what the section at this address asks, save it, and follow where that leads."""
        form = self.page(url).one("form", id="section-form")
        asked = {each["name"] for each in form.all("input", type="radio")}
        chosen = {key: option for key, option in choices.items() if key in asked}
        return self.leads(self.browser.post(form["action"], {**form.fields(), **chosen}))

    def answer_all(self, sections: Iterable[str], choices: Mapping[str, str]) -> str:
        """Answer every section, each twice for what comes into view; the address of review."""
        url = self.begin()
        for section in sections:
            for _time in range(2):
                url = self.answer(self.beside(url, f"{section}/"), choices)
        return self.beside(url, "review/")

    def answered(self, choices: Mapping[str, str]) -> str:
        """The address of review with these answers, as somebody comes to who was given it."""
        return f"{self.start}{packed(choices)}/review/"

    def complete(self, url: str, **fields: str) -> str:
        """Press the button of the review at this address; where that leads."""
        form = self.page(url).one("form", class_="card")
        return self.leads(self.browser.post(form["action"], {**form.fields(), **fields}))

    @staticmethod
    def leads(answer: "Answer") -> str:
        """Where an answer leads."""
        assert answer.status_code == 302
        return str(answer.headers["Location"])

    @staticmethod
    def beside(url: str, page: str) -> str:
        """Another page with the answers of this address."""
        return "/".join([*url.partition("?")[0].split("/")[:5], page])


def everything() -> dict[str, list[Any]]:
    """Every row of every table."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
    }
