"""A draft tried out: walked exactly as clinicians will walk it, with nothing stored."""
