"""How sure we are of the body, and why."""

from tearsheet.page.role import PageType, Role
from tearsheet.roles import Decision
from tearsheet.roles.certainty import CERTAINTY, predict_f1
from tearsheet.roles.model import load_trees

__all__ = ["judge"]

_SHORT = 400
_LITTLE = 150
_EMBEDDED = 0.6
_DOUBTFUL, _LEFT_BEHIND, _SCATTERED = 0.2, 0.1, 0.6


def judge(decision: Decision, text: str, *, title: str | None, embedded: bool) -> tuple[float, tuple[str, ...]]:
    """Confidence in the body: the word F1 to be expected of it.

    A model trained on pages of sites that the content model had not seen says what F1 pages with such numbers got. The
    reasons say what of it is out of the ordinary.

    Args:
        decision: the roles.
        text: of the article.
        title: the article's title.
        embedded: whether the text was taken from embedded data.

    Returns:
        0 to 1, and the reasons, one clause each.
    """
    if not text:
        return 0.0, ("no text was found",)
    if embedded:
        return _EMBEDDED, ("the text is taken from embedded data, not from what a reader sees",)
    confidence = float(predict_f1(load_trees("confidence.npz"), [decision.certainty])[0])
    signs = dict(zip(CERTAINTY, decision.certainty, strict=True))
    reasons = [f"expected F1 of the kept Blocks {decision.expected:.2f}"]
    if len(text) < _LITTLE:
        reasons.append(f"the text is only {len(text)} characters long")
    elif len(text) < _SHORT:
        reasons.append("the text is short")
    if signs["doubtful share"] > _DOUBTFUL:
        reasons.append("much of the page could be part of it or not")
    if signs["left behind share"] > _LEFT_BEHIND:
        reasons.append("text that may belong to it was left out")
    if signs["kept share of span"] < _SCATTERED:
        reasons.append("other text stands between its parts")
    if decision.page_type not in (PageType.ARTICLE, PageType.LIVE_BLOG):
        reasons.append(f"the page looks like a {decision.page_type.value}, not an article")
    if title is None:
        reasons.append("no title was found")
    elif Role.TITLE in decision.roles:
        reasons.append("the title stands in the page")
    return round(confidence, 4), tuple(reasons)
