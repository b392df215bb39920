"""What the log says of the request that a line is about."""

import logging


class ReferenceFilter(logging.Filter):
    """Gives each record ``reference``, ``status`` and ``path``, for a formatter to use.

    Django hands over the request and the status with every answer that it logs. Where there is
    none, each is a hyphen. Addresses come from outside: what could break a line is escaped.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Add what is known; keep every record."""
        request = getattr(record, "request", None)
        path = str(getattr(request, "path", "-"))
        record.reference = str(getattr(request, "reference", "-"))
        record.status = str(getattr(record, "status_code", "-"))
        record.path = path.encode("unicode_escape").decode("ascii")
        return True
