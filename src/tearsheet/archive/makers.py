"""Which program makes records: its version, its weights, and what it was asked for."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from tearsheet._version import __version__
from tearsheet.choices import Comments, Favour

__all__ = ["Maker", "present_weights"]


@dataclass(frozen=True, slots=True)
class Maker:
    """What a record is made by.

    Attributes:
        favour: as in `tearsheet.extract`.
        comments: as in `tearsheet.extract`.
        version: of Tearsheet.
        weights: JSON object of the weight files and their SHA-256.
    """

    favour: Favour
    comments: Comments
    version: str
    weights: str

    @classmethod
    def present(cls, favour: Favour = Favour.BALANCE, comments: Comments = Comments.AUTO) -> "Maker":
        """This program, asked for this."""
        return cls(favour, comments, __version__, present_weights())

    @property
    def options(self) -> str:
        """What was asked for, as a JSON object."""
        return json.dumps({"favour": self.favour, "comments": self.comments})

    def number(self, archive: sqlite3.Connection) -> int:
        """Its id in ``makers``, which is put there if it is not."""
        values = (self.version, self.weights, self.options)
        where = "version = ? AND weights = ? AND options = ?"
        found = archive.execute(f"SELECT id FROM makers WHERE {where}", values).fetchone()
        if found is None:
            insert = "INSERT INTO makers (version, weights, options) VALUES (?, ?, ?) RETURNING id"
            found = archive.execute(insert, values).fetchone()
        return int(found[0])


@cache
def present_weights() -> str:
    """The weight files of this program and their SHA-256, as a JSON object."""
    found: dict[str, str] = {}
    pending: list[tuple[str, Traversable]] = [("", files("tearsheet"))]
    while pending:
        above, folder = pending.pop()
        for entry in folder.iterdir():
            name = f"{above}{entry.name}"
            if entry.is_dir():
                pending.append((f"{name}/", entry))
            elif name.endswith(".npz"):
                found[name] = hashlib.sha256(entry.read_bytes()).hexdigest()
    return json.dumps(found, sort_keys=True, separators=(",", ":"))
