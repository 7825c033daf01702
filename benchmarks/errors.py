"""What stops a benchmark: one line for a person, exit status 2."""

__all__ = ["BenchmarkError"]


class BenchmarkError(Exception):
    """A folder, a gold line or a peer cannot be used; the message says which one and why."""
