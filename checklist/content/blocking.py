"""What the rooms above say of content that is about to be published; this one does not know them.

A room registers in its ``AppConfig.ready`` a function that looks at the content and tells what it
has to say: that a practice case, say, would bring up something else with it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from checklist.content.models import ChecklistVersion
from checklist.engine.definition import Definition


@dataclass(frozen=True, slots=True)
class Remark:
    """What a room above has to say of content. Unless it ``blocks``, it asks for nothing.

    ``place`` names what it is about; at ``address`` a person looks into it.
    """

    place: str
    message: str
    address: str = ""
    blocks: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


Remarks = Callable[[ChecklistVersion, Definition], Iterable[Remark]]

_asked: dict[str, Remarks] = {}


def register(name: str, remarks: Remarks) -> None:
    """Ask ``remarks`` whenever content is checked or published; a name is registered once."""
    _asked[name] = remarks


def unregister(name: str) -> None:
    """Ask it no more. Raises KeyError where there is none of this name."""
    del _asked[name]


def remarks(version: ChecklistVersion, definition: Definition) -> tuple[Remark, ...]:
    """Everything that is said of it, in the order in which it was registered.

    ``version`` is the draft with this content, or the older version that has it.
    """
    return tuple(remark for asked in _asked.values() for remark in asked(version, definition))


def reasons(version: ChecklistVersion, definition: Definition) -> tuple[Remark, ...]:
    """What of it stands against publishing."""
    return tuple(each for each in remarks(version, definition) if each.blocks)
