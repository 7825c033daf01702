"""How far each sign proved right: the weights of `tearsheet.article.metadata.reconcile`, fitted and cross-validated.

A conditional logit, drawn towards what is believed before: a sign has one weight for all kinds of page, and for each
kind a smaller change of it.
"""

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import scipy.optimize
import scipy.sparse
from numpy.typing import NDArray

from tearsheet.article.metadata.reconcile import COLUMNS, Choice, Reliability, choose

__all__ = ["LEAST_SITES", "Case", "Prior", "fit", "held_out", "table"]

LEAST_SITES = 3
"""A sign of fewer sites weighs nothing: it says little of other sites."""

_SMALL = 0.05
_SEARCH = {"maxiter": 500}
_KINDS = 1 + len(COLUMNS)
"""Weights a sign has: the common one, and the change of each column."""


@dataclass(frozen=True, slots=True)
class Case:
    """One field of one page.

    Attributes:
        site: whose page it is.
        column: what kind of page, by its place in `COLUMNS`.
        values: the signs of each value that the page states.
        right: which of the values are right.
        weight: what the page counts.
    """

    site: str
    column: int
    values: tuple[frozenset[str], ...]
    right: tuple[bool, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed before any page is seen; few pages change little of it.

    Attributes:
        signs: weights; those of signs that are not named are 0.
        none: score of no value being right, one a column of `COLUMNS`.
        strength: how much the squares of changes of the common weights cost, and of those of a column.
    """

    signs: Mapping[str, float] = field(default_factory=dict)
    none: tuple[float, ...] = (0.0,) * len(COLUMNS)
    strength: tuple[float, float] = (8.0, 16.0)


def fit(cases: Sequence[Case], prior: Prior | None = None) -> Reliability:
    """Fit the weights of one field.

    Args:
        cases: pages whose field is known; where no value is right, the right choice is none.
        prior: what the weights are before; they are drawn towards it.
    """
    prior = prior or Prior()
    sites: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for signs in case.values:
            for sign in signs:
                sites[sign].add(case.site)
    names = sorted({sign for sign, seen in sites.items() if len(seen) >= LEAST_SITES} | prior.signs.keys())
    before = np.zeros((len(names) + 1, _KINDS))
    before[:-1, 0] = [prior.signs.get(name, 0.0) for name in names]
    before[-1, 1:] = prior.none
    rows = _Rows(cases, names, before.ravel(), prior.strength)
    best = scipy.optimize.minimize(rows.loss, before.ravel(), jac=True, method="L-BFGS-B", options=_SEARCH)
    weights = best.x.reshape(-1, _KINDS)
    columns = np.round(weights[:, :1] + weights[:, 1:], 2)
    told = {name: row for name, row in zip(names, columns, strict=False) if np.abs(row).max() >= _SMALL}
    return Reliability(tuple(columns[-1].tolist()), {name: tuple(row.tolist()) for name, row in told.items()})


def held_out(
    cases: Sequence[Case], prior: Prior | None = None, folds: int = 5, *, always: bool = False
) -> list[tuple[Case, Choice]]:
    """Choose on every page by weights that were fitted without its site."""
    fold = [zlib.crc32(case.site.encode()) % folds for case in cases]
    fitted = [
        fit([case for case, one in zip(cases, fold, strict=True) if one != number], prior) for number in range(folds)
    ]
    return [
        (case, choose(fitted[one], case.values, case.column, always=always))
        for case, one in zip(cases, fold, strict=True)
    ]


def table(reliability: Reliability) -> dict[str, Any]:
    """Plain values of a weight file."""
    signs = {sign: list(reliability.signs[sign]) for sign in sorted(reliability.signs)}
    return {"none": list(reliability.none), "signs": signs}


class _Rows:
    """All values of all cases as rows, the choice of none behind those of each case."""

    def __init__(
        self, cases: Sequence[Case], names: Sequence[str], before: NDArray[np.float64], strength: tuple[float, float]
    ) -> None:
        number = {name: index for index, name in enumerate(names)}
        self.width = _KINDS * (len(names) + 1)
        entries: list[int] = []
        starts = [0]
        right: list[bool] = []
        lengths: list[int] = []
        for case in cases:
            known = [[number[sign] for sign in sorted(signs) if sign in number] for signs in case.values]
            for row in (*known, [len(names)]):
                for index in row:
                    entries.extend((_KINDS * index, _KINDS * index + 1 + case.column))
                starts.append(len(entries))
            right.extend((*case.right, not any(case.right)))
            lengths.append(len(known) + 1)
        self._matrix = scipy.sparse.csr_matrix((np.ones(len(entries)), entries, starts), (len(starts) - 1, self.width))
        self._right = np.array(right)
        self._first = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64)
        self._case = np.repeat(np.arange(len(lengths)), lengths)
        self._weight = np.array([case.weight for case in cases])
        self._before = before
        self._ridge = np.tile([strength[0]] + [strength[1]] * len(COLUMNS), len(names) + 1)

    def loss(self, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """Negative logarithm of the probability of what is right, and its gradient."""
        scores = self._matrix @ weights
        scores -= np.maximum.reduceat(scores, self._first)[self._case]
        shares = np.exp(scores)
        probability = shares / np.add.reduceat(shares, self._first)[self._case]
        right = probability * self._right
        sums = np.maximum(np.add.reduceat(right, self._first), 1e-300)
        slope = (probability - right / sums[self._case]) * self._weight[self._case]
        loss = -(np.log(sums) * self._weight).sum() + 0.5 * (self._ridge * (weights - self._before) ** 2).sum()
        return float(loss), self._matrix.T @ slope + self._ridge * (weights - self._before)
