"""Until an attempt is submitted, nothing of the reference can be reached by its trainee."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from checklist.content.published import definition_of
from checklist.engine import cases as engine
from checklist.engine.cases import raised
from checklist.engine.definition import Definition
from checklist.practice import actions
from checklist.practice.models import Attempt, Case
from tests import scenes

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

ELSEWHERE = (
    "/practice/",
    "/practice/progress/",
    "/assessments/",
    "/assessments/?reference={code}",
    "/assessments/{code}/",
    "/assessments/{code}/results/",
    "/assessments/{code}/results.json",
    "/assessments/{code}/note.txt",
    "/practice/attempts/{code}/",
    "/practice/attempts/{code}/results/",
    "/practice/attempts/{code}/results.json",
    "/practice/attempts/{code}/feedback/",
    "/practice/attempts/{code}/review/feedback/",
)
"""Where one might look for it besides the sections."""


def said(answer: "Answer") -> str:
    """All that an answer holds, headers and page, as it is read."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    body = b"".join(answer) if answer.streaming else answer.content
    return re.sub(r"\s+", " ", unescape(f"{headers}\n{body.decode()}"))


@dataclass
class Walker:
    """A trainee who looks at everything, and keeps all that was answered."""

    browser: Client
    case: Case
    answers: Mapping[str, str]
    code: str = ""
    seen: list[tuple[str, str]] = field(default_factory=list)

    @property
    def definition(self) -> Definition:
        """What is asked."""
        return definition_of(self.case.version)

    def look(self, method: str, path: str, **fields: str | int) -> "Answer":
        """Ask for a page, or send a form to it."""
        answer: Answer = getattr(self.browser, method)(path, fields)
        self.seen.append((f"{method} {path}", said(answer)))
        return answer

    def begin(self, feedback: str) -> None:
        """Look at the case, and start."""
        self.look("get", f"/practice/{self.case.key}/")
        self.look("post", f"/practice/{self.case.key}/", feedback="nonsense")
        self.look("post", f"/practice/{self.case.key}/", feedback=feedback)
        self.code = Attempt.objects.latest("pk").code

    def at(self, page: str) -> str:
        """The address of a page of the attempt."""
        return f"/practice/attempts/{self.code}/{page}/"

    def look_around(self) -> None:
        """Look wherever there may be something."""
        for path in ELSEWHERE:
            self.look("get", path.format(code=self.code))

    def walk_section(self, section: str) -> None:
        """Answer a section, and be refused in every way before it is saved."""
        criteria = self.definition.section_by_key[section].criteria
        asked = {each.key: self.answers[each.key] for each in criteria if each.key in self.answers}
        first = criteria[0].key
        revision = Attempt.objects.get(code=self.code).revision
        here = self.at(section)
        self.look("get", here)
        self.look("get", self.at(f"{section}/feedback"))
        self.look("post", here, **asked)
        self.look("post", here, revision=revision, **{first: "no-such-answer"})
        self.look("post", here, revision=revision, go="nowhere")
        other = next(each.key for each in criteria[0].options if each.key != asked[first])
        self.look("post", here, revision=revision, go=section, **{first: other})
        assert self.look("post", here, revision=revision, **asked).status_code == 409
        self.look("post", here, revision=revision + 1, go=section, **asked)
        self.look("get", self.at("review"))
        assert self.look("post", self.at("review"), revision=0).status_code == 409

    def save(self, section: str) -> None:
        """Go on from a section as its button does."""
        revision = Attempt.objects.get(code=self.code).revision
        self.look("post", self.at(section), revision=revision)


def kept_back(says: engine.Case) -> Iterator[tuple[str, str]]:
    """What is told only after submitting: each text with the criterion that it is about."""
    for reference in says.references:
        yield reference.criterion, reference.rationale
    for point in says.learning_points:
        yield "", point


@pytest.fixture
def walker(cases: dict[str, Case], browser: Client) -> Walker:
    """Somebody who answers the case as its reference does: nothing is told by that either."""
    case = cases["after-midnight"]
    assert case.edition is not None
    return Walker(browser, case, case.edition.says.answers)


def found(walker: Walker, kept: list[tuple[str, str]]) -> list[str]:
    """Which of these texts were told, and where."""
    texts = [(key, re.sub(r"\s+", " ", text)) for key, text in kept]
    return [f"{where}: {key}" for where, page in walker.seen for key, text in texts if text in page]


def test_nothing_of_the_reference_is_told_before_an_attempt_is_submitted(walker: Walker) -> None:
    assert walker.case.edition is not None
    kept = list(kept_back(walker.case.edition.says))
    walker.begin("end")
    walker.look_around()
    for section in walker.definition.sections:
        walker.walk_section(section.key)
        walker.save(section.key)
        walker.look("get", walker.at(f"{section.key}/feedback"))
    walker.look_around()
    assert len(walker.seen) > 100
    assert found(walker, kept) == []
    assert not any("Also acceptable" in page or "Reference<" in page for _, page in walker.seen)

    walker.look("post", walker.at("review"), revision=Attempt.objects.get().revision)
    walker.seen.clear()
    walker.look("get", walker.at("feedback"))
    assert len(found(walker, kept)) == len(kept)


def test_feedback_after_each_section_tells_nothing_of_later_ones(walker: Walker) -> None:
    assert walker.case.edition is not None
    kept = dict(kept_back(walker.case.edition.says))
    points = [("", point) for point in walker.case.edition.says.learning_points]
    walker.begin("section")
    for section in walker.definition.sections:
        walker.walk_section(section.key)
        later = list(kept.items())
        assert found(walker, [*later, *points]) == []
        walker.save(section.key)
        told = [kept.pop(each.key) for each in section.criteria if each.key in kept]
        walker.seen.clear()
        walker.look("get", walker.at(section.key))
        walker.look("get", walker.at(f"{section.key}/feedback"))
        walker.look_around()
        assert all(re.sub(r"\s+", " ", text) in walker.seen[1][1] for text in told)
        assert found(walker, [*kept.items(), *points]) == []
        walker.seen.clear()
    assert set(kept) <= {""}


def otherwise(says: engine.Case, definition: Definition) -> engine.Case:
    """The same vignette with other references, wherever another question does not hang on one."""
    bound = {each.criterion for when in definition.conditions.values() for each in when.conditions}
    other = says.model_copy(
        update={
            "key": "its-twin",
            "learning_points": ("Another point.",),
            "references": tuple(
                each if each.criterion in bound else turned(each, definition)
                for each in says.references
            ),
        }
    )
    return other.model_copy(update={"expected": raised(definition, other.answers)})


def turned(reference: engine.Reference, definition: Definition) -> engine.Reference:
    """A reference that says everything otherwise."""
    options = (each.key for each in definition.criteria[reference.criterion].options)
    return reference.model_copy(
        update={
            "option": next(key for key in options if key != reference.option),
            "acceptable": (),
            "unsafe": not reference.unsafe,
            "rationale": f"Quite another reason for {reference.criterion}.",
        }
    )


def test_every_page_is_the_same_whatever_the_reference_says(walker: Walker) -> None:
    """Not by words, and not by the order of anything either."""
    assert walker.case.edition is not None
    other = otherwise(walker.case.edition.says, walker.definition)
    new, _present = actions.take_in(version=walker.case.version, written=[other], now=scenes.THEN)
    twin = Walker(walker.browser, new[0], walker.answers)
    for each in (walker, twin):
        each.begin("end")
        for section in walker.definition.sections:
            each.walk_section(section.key)
            each.save(section.key)
    assert [where for where, _ in walker.seen] != [where for where, _ in twin.seen]
    assert alike(walker) == alike(twin)


def alike(walker: Walker) -> list[tuple[str, str]]:
    """All that was seen, without what tells one attempt from another."""
    own = re.compile(
        rf"{walker.code}|{walker.case.key}|E-\w{{4}}-\w{{4}}|\d\d:\d\d UTC|Expires: .*? GMT"
        r"|(?<=csrfmiddlewaretoken\" value=\")\w+|Content-Length: \d+"
    )
    return [(own.sub("-", where), own.sub("-", page)) for where, page in walker.seen]
