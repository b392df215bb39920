"""What a checklist means: values in, values out. No Django, no database, no clock, no chance."""
