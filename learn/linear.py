"""What tokens tell of a Block: logistic regression on hashed tokens.

Fitted by averaged stochastic gradient descent (scikit-learn's SGDClassifier,
https://scikit-learn.org/stable/modules/sgd.html). Tokens of fewer than `LEAST_SITES` sites are left out: they say
nothing of other sites, and nothing of a single site should lie in the weights.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from sklearn.linear_model import SGDClassifier

from learn.data import Example
from tearsheet.roles.tokens import NAME_BUCKETS, WORD_BUCKETS, Tokens

__all__ = ["LEAST_SITES", "Rows", "Told", "fit_told", "token_rows"]

LEAST_SITES = 3
_INNER = 4
_SETTINGS = {"loss": "log_loss", "alpha": 3e-6, "max_iter": 6, "tol": None, "average": True, "random_state": 0}


@dataclass(frozen=True, slots=True)
class Rows:
    """All Blocks of some pages, one below the other.

    Attributes:
        starts: int64, where each page begins; one more than there are pages.
        names: sparse matrix, Blocks by buckets of names.
        words: sparse matrix, Blocks by buckets of words.
        target: whether a Block is content, NaN for unknown.
        weight: of each Block.
        site: int64, number of the page's site.
        inner: int64, the inner fold that the site belongs to.
    """

    starts: NDArray[np.int64]
    names: scipy.sparse.csr_matrix
    words: scipy.sparse.csr_matrix
    target: NDArray[np.float64]
    weight: NDArray[np.float64]
    site: NDArray[np.int64]
    inner: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Told:
    """Weights of tokens.

    Attributes:
        tables: log-odds of each bucket of names, and of words.
        bias: two log-odds.
    """

    tables: tuple[NDArray[np.float64], NDArray[np.float64]]
    bias: NDArray[np.float64]

    def told(self, rows: Rows, pages: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Log-odds by names and by words of all Blocks of the pages, Blocks by two."""
        blocks = np.repeat(pages, np.diff(rows.starts))
        columns = [m[blocks] @ table for m, table in zip((rows.names, rows.words), self.tables, strict=True)]
        return (np.column_stack(columns) + self.bias).astype(np.float32)


def token_rows(examples: Sequence[Example], weights: Sequence[NDArray[np.float64]]) -> Rows:
    """Put the tokens of pages into matrices.

    Args:
        examples: the pages.
        weights: of the Blocks of each page.
    """
    counts = [len(example.target) for example in examples]
    sites = {site: number for number, site in enumerate(sorted({example.site for example in examples}))}
    inner = [zlib.crc32(f"inner {example.site}".encode()) % _INNER for example in examples]
    return Rows(
        starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        names=_matrix([example.names for example in examples], NAME_BUCKETS),
        words=_matrix([example.words for example in examples], WORD_BUCKETS),
        target=np.concatenate([example.target for example in examples]),
        weight=np.concatenate(weights),
        site=np.repeat([sites[example.site] for example in examples], counts),
        inner=np.array(inner),
    )


def fit_told(rows: Rows, train: NDArray[np.bool_]) -> tuple[Told, NDArray[np.float32]]:
    """Weigh tokens.

    Args:
        rows: of all pages.
        train: the pages to learn from.

    Returns:
        The weights; and for all Blocks of all pages what they tell, where the Blocks of a page to learn from are told
        of by weights that were fitted without its site.
    """
    told = _fit(rows, train)
    out = told.told(rows, np.ones(len(train), np.bool_))
    for fold in range(_INNER):
        held = train & (rows.inner == fold)
        if held.any() and (train & ~held).any():
            blocks = np.repeat(held, np.diff(rows.starts))
            out[blocks] = _fit(rows, train & ~held).told(rows, held)
    return told, out


def _fit(rows: Rows, pages: NDArray[np.bool_]) -> Told:
    blocks = np.repeat(pages, np.diff(rows.starts)) & ~np.isnan(rows.target) & (rows.weight > 0)
    content = rows.target[blocks] > 0.5
    if content.all() or not content.any():
        # Nothing to tell apart, as in a handful of pages.
        return Told((np.zeros(NAME_BUCKETS), np.zeros(WORD_BUCKETS)), np.zeros(2))
    tables: list[NDArray[np.float64]] = []
    bias: list[float] = []
    for matrix in (rows.names, rows.words):
        seen = matrix[blocks]
        # A page of a rare site must not bring tokens that no other site has.
        common = _sites(seen, rows.site[blocks]) >= LEAST_SITES
        model = SGDClassifier(**_SETTINGS)
        model.fit(seen @ scipy.sparse.diags(common.astype(np.float32)), content, sample_weight=rows.weight[blocks])
        tables.append(model.coef_[0] * common)
        bias.append(float(model.intercept_[0]))
    return Told((tables[0], tables[1]), np.array(bias))


def _sites(matrix: scipy.sparse.csr_matrix, site: NDArray[np.int64]) -> NDArray[np.int64]:
    """On how many sites each bucket was seen."""
    of_row = np.repeat(site, np.diff(matrix.indptr))
    pairs = np.unique(matrix.indices.astype(np.int64) * (int(site.max()) + 1) + of_row)
    return np.bincount(pairs // (int(site.max()) + 1), minlength=matrix.shape[1])


def _matrix(tokens: Sequence[Tokens], buckets: int) -> scipy.sparse.csr_matrix:
    """Counts of tokens, divided by the square root of the number of tokens of the Block, as `Tokens.mean` does."""
    counts = np.concatenate([np.diff(page.starts) for page in tokens])
    ids = np.concatenate([page.ids for page in tokens])
    values = np.repeat(1.0 / np.sqrt(np.maximum(counts, 1)), counts).astype(np.float32)
    matrix = scipy.sparse.csr_matrix((values, ids, np.concatenate(([0], np.cumsum(counts)))), (len(counts), buckets))
    matrix.sum_duplicates()
    return matrix
