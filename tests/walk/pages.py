"""Pages as readers and browsers see them: elements, what they say, and what their forms send."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Self

from checklist.walk.models import Assessment

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

Sent = dict[str, list[str]]

_IN_LINE = {"a", "cite", "strong"}
_VOID = {"br", "hr", "img", "input", "link", "meta", "rect", "circle", "path", "use"}


@dataclass(eq=False)
class Element:
    """An element and what stands in it."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    inside: list["Element | str"] = field(default_factory=list)

    def __iter__(self) -> Iterator[Self]:
        """The element itself and all elements in it, in page order; a template shows none."""
        yield self
        if self.tag == "template":
            return
        for each in self.inside:
            if isinstance(each, type(self)):
                yield from each

    def __getitem__(self, name: str) -> str:
        """An attribute."""
        return self.attrs[name]

    @property
    def raw(self) -> str:
        """The text in it with its spaces and line breaks; what is not in a line stands apart."""
        if self.tag == "template":
            return ""
        apart = "" if self.tag in _IN_LINE else "\n"
        parts = (each if isinstance(each, str) else each.raw for each in self.inside)
        return apart + "".join(parts) + apart

    @property
    def text(self) -> str:
        """The text in it as a browser shows it, each run of spaces as one."""
        return " ".join(self.raw.split())

    @property
    def typed(self) -> str:
        """What stands in a text box: a browser drops the line break that follows its tag."""
        return "".join(each for each in self.inside if isinstance(each, str)).removeprefix("\n")

    def all(self, tag: str = "", **attrs: str) -> list[Self]:
        """The elements in it with this tag and these attributes; ``class_`` is one of several."""
        return [each for each in self if (not tag or each.tag == tag) and each._has(attrs)]

    def one(self, tag: str = "", **attrs: str) -> Self:
        """The only such element."""
        (found,) = self.all(tag, **attrs)
        return found

    def texts(self, tag: str = "", **attrs: str) -> list[str]:
        """What each such element says."""
        return [each.text for each in self.all(tag, **attrs)]

    def values(self, attribute: str) -> list[str]:
        """An attribute's values, of all elements in it that have it."""
        return [each[attribute] for each in self if attribute in each.attrs]

    def facts(self) -> list[tuple[str, str]]:
        """Terms and what is said of them, in the only list of such."""
        (terms,) = self.all("dl")
        return [
            (each.one("dt").text, said) for each in terms.all("div") for said in each.texts("dd")
        ]

    def fields(self) -> Sent:
        """What a browser would send of the fields of this form, without its token and button."""
        sent: Sent = {}
        for each in self:
            if each.tag == "textarea":
                sent.setdefault(each["name"], []).append(each.typed)
            elif each.tag == "input" and (each["type"] != "radio" or "checked" in each.attrs):
                sent.setdefault(each["name"], []).append(each.attrs.get("value", ""))
        sent.pop("csrfmiddlewaretoken")
        return sent

    def _has(self, attrs: dict[str, str]) -> bool:
        for name, wanted in attrs.items():
            if name == "class_":
                if wanted not in self.attrs.get("class", "").split():
                    return False
            elif self.attrs.get(name.replace("_", "-")) != wanted:
                return False
        return True


class _Reader(HTMLParser):
    """Reads a page into elements, and takes no element that is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(answer: "Answer") -> Element:
    """The page that was answered."""
    reader = _Reader()
    reader.feed(answer.content.decode())
    reader.close()
    (page,) = reader.open
    return page


def reached(answer: "Answer") -> tuple[int, str]:
    """The status of an answer and where it leads."""
    return answer.status_code, answer.headers.get("Location", "")


def at(assessment: Assessment, page: str) -> str:
    """The address of a page of this assessment."""
    return f"/assessments/{assessment.code}/{page}"
