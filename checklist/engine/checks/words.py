"""The words that no text of a checklist should hold. Editors add to them, and take none away."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

VERDICTS = (
    *("eligible", "ineligible", "prescribe", "prescribes", "approved for", "safe to"),
    *("recommend treatment", "recommends treatment", "treatment is recommended", "no concerns"),
)
"""Terms that take the decision out of the clinician's hands."""

DOSE_UNITS = (
    *("mg", "mcg", "ug", "µg", "ng", "g", "ml", "IU"),
    *("milligram", "milligrams", "milligramme", "milligrammes", "microgram", "micrograms"),
    *("microgramme", "microgrammes", "gram", "grams", "gramme", "grammes"),
    *("millilitre", "millilitres", "milliliter", "milliliters"),
)
"""Units that make a number a dose; mg/kg and mg/day are mg, and whatever follows a stroke."""

MEASURES = (
    *("mg/dl", "mg/l", "mcg/l", "ug/l", "µg/l", "ng/l", "ng/dl", "ng/ml", "g/dl", "g/l", "IU/l"),
    "ml/min",
)
"""What is measured in people begins like a dose, and is none."""


# It begins where no number goes on, so that one is read once however long it is. NFKC makes ½ of
# 1 and 2 with the stroke of fractions between.
_NUMBER = r"(?<!\d)(?<!\d[.,/\u2044])\d+(?:[.,/\u2044]\d+)*"


@dataclass(frozen=True)
class WordLists:
    """What the checks of wording look for: terms of verdicts, and units of doses."""

    verdicts: tuple[str, ...] = VERDICTS
    dose_units: tuple[str, ...] = DOSE_UNITS

    def with_more(
        self, verdicts: tuple[str, ...] = (), dose_units: tuple[str, ...] = ()
    ) -> "WordLists":
        """These lists and what editors have added to them."""
        return WordLists((*self.verdicts, *verdicts), (*self.dose_units, *dose_units))

    def verdicts_in(self, text: str) -> Iterator[str]:
        """The terms of verdicts that stand in a text as whole words, each as it stands there."""
        return _found(self._verdict, text)

    def doses_in(self, text: str) -> Iterator[str]:
        """The doses that a text gives, each as it stands there."""
        return _found(self._dose, text)

    @cached_property
    def _verdict(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_any_of(self.verdicts)})(?!\w)", re.IGNORECASE)

    @cached_property
    def _dose(self) -> re.Pattern[str]:
        measured = rf"(?:{_any_of(MEASURES)})(?!\w)"
        unit = rf"(?:{_any_of(self.dose_units)})(?!\w)"
        return re.compile(rf"{_NUMBER}[\s-]*(?!{measured}){unit}", re.IGNORECASE)


DEFAULT = WordLists()


def _found(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(_plain(text)):
        yield match[0]


def _plain(text: str) -> str:
    """One spelling for characters that look alike, such as the two signs for micro."""
    return unicodedata.normalize("NFKC", text)


def _any_of(terms: tuple[str, ...]) -> str:
    """A pattern for any of the terms; for none at all, one that nothing fits."""
    spelt = (r"\s+".join(map(re.escape, _plain(term).split())) for term in terms)
    return "|".join(sorted(filter(None, spelt), key=len, reverse=True)) or "(?!)"
