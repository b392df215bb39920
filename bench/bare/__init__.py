"""A bare Django page with what a section page shows, as Django is out of the box.

Stock: sessions in the database, ModelBackend, Django's templates, Django's user. A signed-in page
with three queries: session, user, one indexed SELECT. Its template loops over what is ready in
memory; no form, no CSRF token, no state is worked out. What it lacks to the bytes of our section
page is text that is put in as it is.

As ours, so that pages are compared and not what stands around them: the MIDDLEWARE of
config/settings.py but for our own three (checklist.ui) and allauth's, with the settings they read;
the same database, whose connection is kept. Django itself would open a new one for each request,
which alone costs a quarter.
"""
