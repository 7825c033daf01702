"""Capture to Page: two doors, one for HTML and one for flat text, that make the same `Page`."""
