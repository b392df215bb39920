"""The same section as a peer would build it: a step of a django-formtools wizard.

Forms of Django made from the same checklist, a step a section, with the same questions, options,
help and comments; crispy-forms with its Bootstrap 5 pack renders them. Answers wait in the session
until the last step. The middleware, the database and the session are those of the bare page
(bench/bare/settings.py). Its packages are installed apart, by `make bench`.
"""
