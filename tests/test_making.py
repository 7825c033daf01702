import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from tearsheet.making import maker


@dataclass(frozen=True, slots=True)
class Quay:
    name: str
    berths: int = 4
    cranes: tuple[str, ...] = ()


make_quay = maker(Quay)


def test_what_is_made_is_what_the_class_makes():
    for args, named in ((("north",), {}), (("north", 7), {}), (("north",), {"cranes": ("a", "b")})):
        made, called = make_quay(*args, **named), Quay(*args, **named)
        assert type(made) is Quay
        assert made == called
        assert hash(made) == hash(called)
        assert repr(made) == repr(called)


def test_what_is_made_is_frozen():
    with pytest.raises(FrozenInstanceError):
        make_quay("north").berths = 5  # type: ignore[misc]


def test_what_is_made_can_be_copied_replaced_and_pickled():
    quay = make_quay("north", 7)
    assert copy.copy(quay) == quay
    assert copy.deepcopy(quay) == quay
    assert pickle.loads(pickle.dumps(quay)) == quay
    assert replace(quay, berths=1) == Quay("north", 1)


@pytest.mark.parametrize(
    ("args", "named"), [((), {}), (("a", 1, (), 2), {}), (("a",), {"depth": 3}), (("a",), {"name": "b"})]
)
def test_wrong_arguments_are_told(args, named):
    with pytest.raises(TypeError):
        make_quay(*args, **named)
