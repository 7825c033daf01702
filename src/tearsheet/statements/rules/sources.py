"""The source beside a cue: the words of a name or a role between the cue and what bounds them."""

from tearsheet.statements.reading.traits import DAY, PRONOUN, ROLE, STARTER, THAT, mask_of
from tearsheet.statements.reading.wording import Wording, is_of
from tearsheet.statements.rules.cues import Cue
from tearsheet.statements.rules.german import agent, auxiliary_before, is_dative, is_fronted, is_passive
from tearsheet.statements.span import Span, make_span

__all__ = ["bare_source", "source_after", "source_before"]

_LONGEST = 18
_FAR = 40
_BRACKETED = 14
_NAME = 4
"""Words that a name has at most, and one."""
_STOPS = frozenset(".;:!?…()[]")
_STOPS_BEFORE = frozenset(".;:!?…")
_PARTICLES = frozenset("mit an fest hin vor zu bekannt ab ein hinzu fort auf zurück hervor".split())
_GENITIVES = frozenset("of de du des d' von der del della dell' do da dos das van για του της των для z w".split())
_BARE = frozenset("till til tot aan på med met ve".split())
_BARE_WORDS = 3
_WITHOUT_ARTICLES = frozenset({"pl", "ru"})
_NO_NOUNS = ("prep", "conj", "subconj", "that", "aux", "modal", "neg", "adverb", "say", "to", "wh", "obj")
_SOMEBODY = ROLE | PRONOUN | mask_of(("role",))
_DAYS = DAY | mask_of(("time",))


def source_after(wording: Wording, cue: Cue, end: int) -> tuple[Span | None, int]:
    """The source that follows a cue, and the index of the word after it.

    Args:
        wording: of the text.
        cue: the cue.
        end: index after the last word that may belong to it.
    """
    is_verb = wording.words.language == "de" and not cue.according and cue.last > cue.first
    if is_verb and is_passive(wording, cue.first, _clause_begin(wording, cue.first)):
        return None, cue.last
    first = _past_time(wording, cue.last, end)
    kinds = wording.kinds
    index = first
    limit = min(end, first + _LONGEST)
    while index < limit:
        form, word = wording.forms[index], wording.lower[index]
        if form in _STOPS or wording.quoted_words[index] or (kinds[index] & THAT and word not in _GENITIVES):
            break
        if form == "," and not _is_apposition(wording, index, limit):
            break
        if form in "—–―-" or (index > first and _leaves(wording, index)):
            break
        if index > first and word in _PARTICLES and index + 1 >= limit:
            break
        if index > first and form[0].islower() and is_of(wording, index, "say") and not kinds[index] & ROLE:
            break
        if index == first and kinds[index] & PRONOUN:
            index += 1
            break
        index += 1
    last = index
    while last > first and not wording.forms[last - 1][-1].isalnum() and wording.forms[last - 1] not in ".)":
        last -= 1
    while last > first + 1 and (is_of(wording, last - 1, "prep", "det") or wording.lower[last - 1] in _BARE):
        last -= 1
    if last > first and wording.lower[last - 1] in _PARTICLES and wording.words.language == "de":
        last -= 1
    if last <= first or not _is_nominal(wording, first, last):
        return None, first
    return make_span(wording.starts[first], wording.ends[last - 1]), index


def bare_source(wording: Wording, cue: Cue, end: int) -> Span | None:
    """A noun in small letters that nothing but its place tells to be who speaks: "сказал капитан", "сообщили пожарные".

    Args:
        wording: of the text.
        cue: a verb right behind what was said.
        end: index after the last word of its clause.
    """
    words = range(cue.last, end)
    if not 0 < len(words) <= _BARE_WORDS or wording.words.language not in _WITHOUT_ARTICLES:
        return None
    plain = all(wording.forms[index].isalpha() for index in words)
    if not plain or any(is_of(wording, index, *_NO_NOUNS) or _is_day(wording, index) for index in words):
        return None
    return make_span(wording.starts[words.start], wording.ends[end - 1])


def _clause_begin(wording: Wording, index: int) -> int:
    """Index of the first word of a sentence, as far as it is near."""
    first = index
    while first and index - first < _FAR and wording.sentences[first - 1] == wording.sentences[index]:
        first -= 1
    return first


def _past_time(wording: Wording, first: int, end: int) -> int:
    """Index of the first word that tells neither how nor when it was said."""
    while first < end:
        if is_of(wording, first, "aux", "adverb", "neg") or wording.forms[first] in "-‑" or _is_day(wording, first):
            first += 1
        elif _is_day(wording, first + 1) and len(wording.forms[first]) < 5:
            first += 2
        else:
            break
    return first


def source_before(wording: Wording, cue: Cue, begin: int) -> Span | None:
    """The source that stands before a cue.

    Args:
        wording: of the text.
        cue: the cue.
        begin: index of the first word that may belong to it.
    """
    if wording.words.language == "de" and cue.last > cue.first:
        auxiliary = auxiliary_before(wording, cue.first, begin)
        if is_passive(wording, cue.first, begin):
            return agent(wording, cue.first, begin)
        if auxiliary is not None:
            helper = Cue(auxiliary, auxiliary + 1)
            before = source_before(wording, helper, begin)
            return before if before is not None else source_after(wording, helper, cue.first)[0]
    last = cue.first
    while last > begin and (is_of(wording, last - 1, "aux", "adverb", "neg", "obj") or _is_day(wording, last - 1)):
        last -= 1
    first = last
    commas = 0
    if first > begin and wording.forms[first - 1] == ",":
        # "Ana Roth, head of the union, said"
        commas, first = 1, first - 1
    while first > begin and last - first < _LONGEST:
        form = wording.forms[first - 1]
        if form == ")":
            # "Ana Roth (Union, Bern) said"
            reach = range(first - 2, max(begin, first - _BRACKETED) - 1, -1)
            first = next((index for index in reach if wording.forms[index] == "("), first - 1)
            continue
        if form in _STOPS_BEFORE and not (form == "." and wording.forms[first - 2 if first > 1 else 0][0].isupper()):
            break
        if form in '—–―»”“"' or wording.quoted_words[first - 1]:
            break
        if form == ",":
            if commas != 1:
                break
            commas += 1
        that = wording.kinds[first - 1] & THAT and not is_of(wording, first - 1, "prep", "to", "det")
        joins = that or is_of(wording, first - 1, "conj", "subconj")
        if joins and (form[0].islower() or first - 1 == begin):
            break
        first -= 1
    while first < last and (
        not wording.forms[first][0].isalnum() or is_of(wording, first, "conj", "adverb") or _is_day(wording, first)
    ):
        first += 1
    if last - 2 > first and wording.forms[last - 2] in "-‑" and wording.kinds[last - 1] & PRONOUN:
        # "a-t-elle ajouté": the pronoun alone.
        first = last - 1
    end = last
    while end > first and not wording.forms[end - 1][-1].isalnum():
        if wording.forms[end - 1] == ")" and "(" in wording.forms[first:end]:
            break
        end -= 1
    if end <= first or not _is_nominal(wording, first, end) or _is_fronted(wording, first):
        return None
    if wording.words.language == "de" and is_dative(wording, first, cue.last):
        return None
    return make_span(wording.starts[first], wording.ends[end - 1])


def _is_fronted(wording: Wording, first: int) -> bool:
    """Whether a German sentence begins with something else than who speaks: the verb comes second all the same."""
    return wording.words.language == "de" and is_fronted(wording, first)


def _is_day(wording: Wording, index: int) -> bool:
    return 0 <= index < len(wording.kinds) and wording.kinds[index] & _DAYS != 0


def _leaves(wording: Wording, index: int) -> bool:
    """Whether a word begins what is no longer the source: when and where it was said."""
    if wording.lower[index] in _GENITIVES:
        return False
    if (
        wording.lower[index] in _BARE
        or _is_day(wording, index)
        or (index + 1 < len(wording.lower) and len(wording.forms[index]) < 4 and _is_day(wording, index + 1))
    ):
        return True
    if is_of(wording, index, "time", "subconj", "conj") and not _joins_names(wording, index):
        return True
    return is_of(wording, index, "prep") and not (
        index + 1 < len(wording.forms) and wording.forms[index + 1][0].isupper() and wording.words.language == "de"
    )


def _joins_names(wording: Wording, index: int) -> bool:
    return index + 1 < len(wording.forms) and wording.forms[index + 1][0].isupper()


def _is_apposition(wording: Wording, index: int, limit: int) -> bool:
    """Whether a comma parts a name from its role, and no clause: nothing but a few words before the next sign."""
    following = index + 1
    while following < limit and wording.forms[following][-1].isalnum():
        if wording.kinds[following] & THAT or is_of(wording, following, "aux", "modal", "say"):
            return False
        following += 1
    if following - index > 9 or following == index + 1:
        return False
    if (
        wording.words.language == "de"
        and wording.forms[index + 1][0].isupper()
        and not is_of(wording, index + 1, "prep")
    ):
        return following < limit and wording.forms[following] == ","
    if following - index <= _NAME and all(wording.forms[each][0].isupper() for each in range(index + 1, following)):
        # "said the president, Ana Roth."
        return is_of(wording, index - 1, "role") or _ends_role(wording, index)
    return any(wording.kinds[each] & ROLE for each in range(index + 1, min(following, index + 4)))


def _ends_role(wording: Wording, comma: int) -> bool:
    """Whether a role in small letters stands right before a comma, or before what follows its "of"."""
    return any(
        wording.kinds[index] & ROLE and wording.forms[index][0].islower() for index in range(max(0, comma - 5), comma)
    )


def _is_nominal(wording: Wording, first: int, last: int) -> bool:
    """Whether words can be somebody: a name, a role or a pronoun is among them."""
    cased = wording.words.language not in ("ar", "he", "fa", "hi")
    for index in range(first, last):
        form, kind = wording.forms[index], wording.kinds[index]
        if kind & _SOMEBODY or (form[0].isupper() and not kind & STARTER):
            return True
        if not cased and form[0].isalpha():
            return True
    return last - first > 1 and is_of(wording, first, "det")
