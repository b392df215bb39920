"""The same section as a peer would build it: a step of a django-formtools wizard.

Forms of Django made from the same checklist, a step a section, with the same questions, options,
help, sources and comments; crispy-forms with its Bootstrap 5 pack renders them. Beside them stand
all sections with how far each has come. Answers wait in the session until the last step, so a
question that depends on an answer is always there and says when it is asked. The middleware, the
database and the session are those of the bare page (bench/bare/settings.py). Its packages are
installed apart, by `make bench`.
"""
