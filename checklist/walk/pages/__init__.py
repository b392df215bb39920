"""The pages of the walk, a module a page. A page finds, calls one action, and answers."""
