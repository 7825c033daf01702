"""Why Blocks are left out, found when somebody asks for it: a page's text needs to know it of a few Blocks only."""

from collections.abc import Iterable, Sequence

from tearsheet.page.block import Page
from tearsheet.page.role import Role
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.frames import Frame
from tearsheet.roles.furniture import furniture_roles, is_count
from tearsheet.roles.images import place_images

__all__ = ["UNASKED", "Reasons"]

UNASKED = Role.RELATED
"""Stands for the role of a left-out Block that nobody has asked for."""


class Reasons:
    """The roles of the Blocks that a page leaves out; each comes out the same, whatever else is asked for.

    Args:
        page: the page.
        features: its numbers.
        left_out: indices of the Blocks, ascending.

    Attributes:
        unasked: those that nobody has asked for.
        frames: of images near captions, when the images have their roles.
    """

    __slots__ = ("_features", "_finished", "_known", "_left_out", "_page", "frames", "unasked")

    def __init__(self, page: Page, features: PageFeatures, left_out: Sequence[int]) -> None:
        self._page = page
        self._features = features
        self._left_out = frozenset(left_out)
        self._known: dict[int, Role] = {}
        self._finished: tuple[Role, ...] | None = None
        self.frames: dict[int, Frame] | None = None
        self.unasked = set(left_out)

    def of(self, numbers: Iterable[int]) -> dict[int, Role]:
        """The roles of those of some Blocks that are left out, by the index of the Block."""
        wanted = [number for number in numbers if number in self._left_out]
        new = set(wanted).difference(self._known)
        if new:
            self._known.update(furniture_roles(self._page, self._features, sorted(self._with_counts(new))))
        return {number: self._known[number] for number in wanted}

    def _with_counts(self, numbers: set[int]) -> set[int]:
        """Blocks with those beside them that bare numbers among them take their role from."""
        blocks = self._page.blocks
        rest = self._left_out - numbers
        if len(rest) < len(numbers):
            stack = list(numbers.intersection([number + step for number in rest for step in (-1, 1)]))
        else:
            stack = list(numbers)
        while stack:
            number = stack.pop()
            if is_count(blocks[number].text):
                new = ({number - 1, number + 1} & rest) - numbers
                numbers |= new
                stack.extend(new)
        return numbers

    def give(self, roles: list[Role]) -> None:
        """Find the roles of all Blocks that are yet unasked."""
        for number, role in self.of(sorted(self.unasked)).items():
            roles[number] = role
        self.unasked.clear()

    def finished(self, rough: Sequence[Role]) -> tuple[Role, ...]:
        """The roles of all Blocks of a page, each image with the article or with what else it belongs to.

        Args:
            rough: the roles with `UNASKED` for those of the Blocks that are `unasked`.
        """
        if self._finished is None:
            roles = list(rough)
            for number, role in self.of(sorted(self.unasked)).items():
                roles[number] = role
            self.frames = place_images(self._page, self._features, roles)
            self._finished = tuple(roles)
        return self._finished
