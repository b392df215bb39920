"""The benchmark: what a page of this project costs, beside a bare Django page and a wizard.

Nothing here is part of the program: neither `checklist` nor `config` imports it.
"""
