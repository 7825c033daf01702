"""Plain values as JSON text of which a record is one line to every reader (https://jsonlines.org)."""

import json
import re

__all__ = ["json_text"]

# JSON lets these stand in a string, and some readers end a line at them.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def json_text(value: object, *, indent: int | None = None) -> str:
    """The value as JSON, not escaped to ASCII; on one line unless ``indent`` is given."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _LINE_ENDS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
