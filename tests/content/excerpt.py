"""A part of the starter checklist, for what does not turn on how long a checklist is.

A draft of the whole has 800 rows, and most pages of the administration read and show all of them.
"""

from dataclasses import replace
from functools import cache
from itertools import chain

from checklist.content.envelope import Envelope
from checklist.engine import codec
from checklist.engine.definition import Definition
from tests import scenes

ASKED = {
    "diagnosis",
    "adequate-trials",
    "trial-limits",
    "suicide-risk",
    "safety-plan",
    "route",
    "setting",
    "clinic-quality",
    "follow-up",
}
"""The criteria that are kept; what their own conditions look at is among them. A rule keeps the
conditions that look at them, and goes where it had but one left."""

LINES = 3
"""How much is kept of the lists that belong to no criterion."""


@cache
def excerpt() -> Envelope:
    """The starter checklist with a third of its questions, and what these need."""
    whole = scenes.starter(scenes.MAIN)
    said = codec.to_data(whole.definition)
    for section in said["sections"]:
        section["criteria"] = [each for each in section["criteria"] if each["key"] in ASKED]
    said["sections"] = [each for each in said["sections"] if each["criteria"]]
    for rule in said["rules"]:
        looked_at = rule["when"]["conditions"]
        rule["when"]["conditions"] = [each for each in looked_at if each["criterion"] in ASKED]
    said["rules"] = [each for each in said["rules"] if len(each["when"]["conditions"]) > 1]
    for name in ("context", "differences"):
        said[name] = said[name][:LINES]
    cited = _cited(codec.parse(said))
    said["sources"] = [each for each in said["sources"] if each["key"] in cited]
    return replace(whole, definition=codec.parse(said))


def _cited(said: Definition) -> set[str]:
    citing = chain(
        (criterion.sources for criterion in said.criteria.values()),
        (consideration.sources for _path, consideration in said.considerations()),
        (line.sources for line in said.context),
    )
    return {citation.source for citations in citing for citation in citations}
