"""The field Content-Type: media type and character set (https://www.rfc-editor.org/rfc/rfc9110#section-8.3)."""

from email.message import Message

__all__ = ["content_type"]


def content_type(value: str) -> tuple[str, str | None]:
    """Media type in lower case, ``""`` where there is none, and the character set that is stated.

    Args:
        value: of the field.
    """
    if not value.strip():
        return "", None
    message = Message()
    message["Content-Type"] = " ".join(value.split())
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None
