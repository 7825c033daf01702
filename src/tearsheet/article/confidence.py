"""How sure we are of the body, and why."""

from tearsheet.page.role import PageType, Role
from tearsheet.roles.decision import Decision
from tearsheet.roles.features import units_of

__all__ = ["judge"]

_SHORT = 400
_LITTLE = 150


def judge(decision: Decision, text: str, *, title: str | None, embedded: bool) -> tuple[float, tuple[str, ...]]:
    """Confidence in the body.

    Starts from the expected F1 of the kept Blocks, which the content model's probabilities give, and is lowered by
    what the model does not see.

    Args:
        decision: the roles.
        text: of the article.
        title: the article's title.
        embedded: whether the text was taken from embedded data.

    Returns:
        0 to 1, and the reasons, one clause each.
    """
    confidence = decision.expected
    reasons = [f"expected F1 of the kept Blocks {decision.expected:.2f}"]
    if embedded:
        confidence = 0.6
        reasons = ["the text is taken from embedded data, not from what a reader sees"]
    if not text:
        return 0.0, ("no text was found",)
    length = units_of(text)
    if length < _LITTLE:
        confidence *= 0.5
        reasons.append(f"the text is only {len(text)} characters long")
    elif length < _SHORT:
        confidence *= 0.8
        reasons.append("the text is short")
    if decision.page_type not in (PageType.ARTICLE, PageType.LIVE_BLOG):
        confidence *= 0.9
        reasons.append(f"the page looks like a {decision.page_type.value}, not an article")
    if title is None:
        confidence *= 0.85
        reasons.append("no title was found")
    elif Role.TITLE in decision.roles:
        reasons.append("the title stands in the page")
    return round(min(max(confidence, 0.0), 1.0), 4), tuple(reasons)
