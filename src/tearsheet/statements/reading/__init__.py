"""Drafts to Statements: what each is, who its speaker is, whom it was said to, and when."""
