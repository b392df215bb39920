"""What is asked of a server. Every application and the load client share it, so no Django here."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

HOST = "bench.example"
HEADERS = {
    "Host": HOST,
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.7",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Origin": f"https://{HOST}",
    # What the proxy in front of a production server says.
    "X-Forwarded-Proto": "https",
}
FORM = "application/x-www-form-urlencoded"
REVISION = "{revision}"
"""Where a form names the revision that it was made from."""

BROWSERS = 4
"""How many browsers ask at once: whenever the server has answered one, others are waiting."""
COUNTED = 4
"""How many more are there for counting: each may save only in an assessment of its own."""
FEW, MANY = 4, 12
"""How often a page is asked for when instructions are counted; what the others took is theirs."""


@dataclass
class Asked:
    """What one browser asks again and again: a GET, or the forms it sends in turn.

    Each form differs from the one before, and each is saved, so that ``revision`` grows by one.
    """

    path: str
    cookie: str
    forms: list[str]
    revision: int = 0

    @property
    def method(self) -> str:
        """How it is asked."""
        return "POST" if self.forms else "GET"

    @property
    def headers(self) -> dict[str, str]:
        """What goes before it, but for the length of a form."""
        kind = {"Content-Type": FORM} if self.forms else {}
        return {**HEADERS, **kind, "Cookie": self.cookie}

    def next_form(self) -> str:
        """What is sent this time."""
        if not self.forms:
            return ""
        form = self.forms[self.revision % len(self.forms)]
        self.revision += 1
        return form.replace(REVISION, str(self.revision - 1))


@dataclass
class Case:
    """A page to be measured, as its browsers ask for it."""

    name: str
    status: int
    says: str
    """What its answer says: in the page, or in the address that it leads to."""
    asked: list[Asked]
    """One for each browser, or one for all."""

    def browser(self, number: int) -> Asked:
        """What the browser of this number asks."""
        return self.asked[number % len(self.asked)]


def write(cases: Iterable[Case]) -> str:
    """The cases as JSON."""
    return json.dumps([asdict(case) for case in cases])


def read(text: str) -> list[Case]:
    """The cases that ``write`` wrote."""
    return [
        Case(**{**each, "asked": [Asked(**one) for one in each["asked"]]})
        for each in json.loads(text)
    ]
