from tearsheet.roles.decision import decide
from tests.pages.reading import text_page


def test_a_headline_may_tell_of_a_year() -> None:
    page = text_page(
        "Home\nSport\nLock gates lifted out for the first time since 1958\nBy Ann Example\n"
        "The four oak gates of the lock were lifted out by crane on Tuesday, sixty-six years after they were hung.\n"
        "Engineers found the timber sound below the water line and rotten above it, which nobody had expected.\n"
        "Boats can pass again from October; until then the trust carries them round the lock by trailer.\n"
    )
    decision = decide(page)
    assert page.blocks[decision.title].text == "Lock gates lifted out for the first time since 1958"
