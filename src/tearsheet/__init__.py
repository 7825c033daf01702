"""Turn a captured web page into the record of what was published."""

from tearsheet._version import __version__

__all__ = ["__version__"]
