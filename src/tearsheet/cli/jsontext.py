"""Plain values as JSON text of which a record is one line to every reader (https://jsonlines.org)."""

import json
import re

__all__ = ["json_text"]

# JSON lets these stand in a string, and some readers end a line at them; UTF-8 cannot hold a lone surrogate.
_ESCAPED = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def json_text(value: object, *, indent: int | None = None) -> str:
    """The value as JSON, not escaped to ASCII; on one line unless ``indent`` is given."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.isascii() else _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
