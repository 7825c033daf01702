"""The version of Tearsheet, said once."""

__version__ = "0.1.0"
