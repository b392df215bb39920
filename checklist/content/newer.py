"""Asking, within another query, whether a version has been followed by another."""

from django.db.models import CharField, Func, OuterRef, Subquery

from checklist.content.models import ChecklistVersion, Status

# Written into the query: SQLite plans one anew, each time that it is asked, where a value that is
# given decides whether an index of some rows only (one active version a checklist) can be used.
_ACTIVE = Func(template=f"'{Status.ACTIVE.value}'", output_field=CharField())


def newer_label(version: str) -> Subquery:
    """The label of the version in use of the same checklist, where that is another one.

    ``version`` is the name of the field that leads to the version.
    """
    own = ChecklistVersion.objects.filter(pk=OuterRef(OuterRef(version))).order_by()
    in_use = ChecklistVersion.objects.filter(
        status=_ACTIVE, checklist=Subquery(own.values("checklist")[:1])
    )
    return Subquery(in_use.exclude(pk=OuterRef(version)).order_by().values("label")[:1])
