"""Statement: who said what, in whose words, and where it stands in the text."""

from dataclasses import dataclass
from datetime import date

from tearsheet.making import maker
from tearsheet.statements.kinds import Attitude, Form
from tearsheet.statements.span import Span

__all__ = ["Attitude", "Day", "Form", "Mention", "Span", "Statement", "make_statement"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody or something that the text names.

    Attributes:
        name: as it stands there, white space collapsed.
        span: where it stands.
    """

    name: str
    span: Span

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Day:
    """A day that the text tells.

    Attributes:
        day: the day of the calendar; ``None`` where it hangs on a day of publication that is not known.
        span: where it is told, such as "mardi".
    """

    day: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, written, thought or planned by somebody, as a text tells it.

    All spans are offsets in characters of the text, pieces in reading order.

    Attributes:
        text: the content as clean text: without the marks around it, its pieces joined.
        content: what was said, with its quotation marks; several pieces where "he said" parts it.
        source: who said it, as it stands beside the cue: "he", "the minister"; empty where nobody is named.
        cue: the words that tell it was said; empty without any.
        form: whether the words are the speaker's own.
        attitude: speech, thought or plan.
        negated: whether the text tells that it was not said, or that the speaker refused to.
        speaker: the fullest name or description that the text has for the source; ``None`` where it tells none.
        audience: whom it was said to, or where: "Reuters", "reporters", "a tweet".
        day: when it was said.
        outer: index, in the list of the text's statements, of the one whose content this one stands in.
        confidence: 0 to 1, how likely the content and its source are right.
    """

    text: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    form: Form = Form.INDIRECT
    attitude: Attitude = Attitude.SPEECH
    negated: bool = False
    speaker: Mention | None = None
    audience: Mention | None = None
    day: Day | None = None
    outer: int | None = None
    confidence: float = 0.0


make_statement = maker(Statement)
"""Makes a `Statement` in less time than calling it."""
