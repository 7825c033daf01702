"""Training of the default engine of statements."""
