"""Which program makes records: its version, its weights, and what it was asked for."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from tearsheet._version import __version__
from tearsheet.choices import Comments, Favour

__all__ = ["Maker", "present_weights"]


@cache
def present_weights() -> str:
    """The weight files of this program and their SHA-256, as a JSON object."""
    found: dict[str, str] = {}
    pending: list[tuple[str, Traversable]] = [("", files("tearsheet"))]
    while pending:
        above, folder = pending.pop()
        for entry in folder.iterdir():
            name = f"{above}{entry.name}"
            if name == "archive":  # what stands here makes no records
                continue
            if entry.is_dir():
                pending.append((f"{name}/", entry))
            elif name.endswith(".npz"):
                found[name] = hashlib.sha256(entry.read_bytes()).hexdigest()
    return json.dumps(found, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Maker:
    """What a record is made by.

    Attributes:
        favour: as in `tearsheet.extract`.
        comments: as in `tearsheet.extract`.
        statements: whether statements are read.
        version: of Tearsheet; by default, this one.
        weights: JSON object of the weight files and their SHA-256; by default, those of this program.
    """

    favour: Favour = Favour.BALANCE
    comments: Comments = Comments.AUTO
    statements: bool = True
    version: str = __version__
    weights: str = field(default_factory=present_weights)

    @classmethod
    def asked(cls, options: str) -> "Maker":
        """This program, asked for what another one was asked for.

        Args:
            options: of that one.
        """
        said = json.loads(options)
        return cls(Favour(said["favour"]), Comments(said["comments"]), bool(said["statements"]))

    @property
    def options(self) -> str:
        """What was asked for, as a JSON object."""
        return json.dumps({"favour": self.favour, "comments": self.comments, "statements": self.statements})

    def number(self, archive: sqlite3.Connection) -> int:
        """Its id in ``makers``, which is put there if it is not."""
        values = (self.version, self.weights, self.options)
        where = "version = ? AND weights = ? AND options = ?"
        found = archive.execute(f"SELECT id FROM makers WHERE {where}", values).fetchone()
        if found is None:
            insert = "INSERT INTO makers (version, weights, options) VALUES (?, ?, ?) RETURNING id"
            found = archive.execute(insert, values).fetchone()
        return int(found[0])
