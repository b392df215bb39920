"""What every kind of criterion has and can do. The rest of the engine asks only these questions."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator

from checklist.engine.parts import Citation, Condition, Consideration, Part, When
from checklist.engine.problems import Problem


class BaseCriterion(Part, ABC):
    """One question. ``in_view`` left out means that it is always asked."""

    kind: str
    key: str
    short: str
    question: str
    help: str
    in_view: When | None = None
    sources: tuple[Citation, ...] = ()

    @abstractmethod
    def accepts(self, answer: str) -> bool:
        """Whether this is an answer that the criterion offers."""

    @abstractmethod
    def is_unknown(self, answer: str) -> bool:
        """Whether the answer says that the matter is not known yet."""

    @abstractmethod
    def label(self, answer: str) -> str:
        """The answer in the words that the clinician chose."""

    @abstractmethod
    def raised_by(self, answer: str) -> tuple[Consideration, ...]:
        """What the answer gives to weigh, in document order."""

    @abstractmethod
    def considerations(self) -> Iterator[tuple[str, Consideration]]:
        """Every consideration that some answer raises, each with its path inside the criterion."""

    @abstractmethod
    def listed(self) -> Iterator[tuple[str, str]]:
        """The answers that are listed one by one, each with its path inside the criterion."""

    @abstractmethod
    def can_be_unknown(self) -> bool:
        """Whether some answer says that the matter is not known yet."""

    @abstractmethod
    def met_together(self, conditions: Iterable[Condition]) -> frozenset[frozenset[Condition]]:
        """For every answer there is, which of these conditions on this criterion it fulfils."""

    @abstractmethod
    def problems(self) -> Iterator[Problem]:
        """What is wrong with the answers on offer, by paths inside the criterion."""

    @abstractmethod
    def condition_problem(self, condition: Condition) -> str | None:
        """Why a condition cannot look at this criterion so, or None."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text of the question itself, each with its path inside the criterion."""
        yield "short", self.short
        yield "question", self.question
        yield "help", self.help

    def fulfils(self, condition: Condition, answer: str) -> bool:
        """Whether an accepted answer fulfils a condition that looks at this criterion."""
        return answer in condition.options
