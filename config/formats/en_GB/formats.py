"""Dates and times in the administration, as on our own pages: 24 November 2026, 23:38 UTC."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i T"
