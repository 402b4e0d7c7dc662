"""A TOML table that notes everything that is wrong with it instead of stopping at the first fault."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LARGEST_BYTES = 1_000_000


@dataclass
class Table:
    """A table of a file.

    Attributes:
        data: Its keys and values.
        where: How it is named in a fault: the file, and the entry in it.
        faults: Where faults are noted; shared by all tables of a load.
    """

    data: dict[str, Any]
    where: str
    faults: list[str] = field(repr=False)

    @classmethod
    def read(cls, path: Path, faults: list[str]) -> "Table":
        """The whole of a file; an empty table if it cannot be read."""
        data: dict[str, Any] = {}
        try:
            if path.stat().st_size > LARGEST_BYTES:
                faults.append(f"{path.name}: larger than {LARGEST_BYTES // 1_000_000} MB")
            else:
                data = tomllib.loads(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            faults.append(f"{path.name}: not UTF-8 text")
        except OSError as error:
            faults.append(f"{path.name}: {error.strerror}")
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            faults.append(f"{path.name}: {error}")
        return cls(data, path.name, faults)

    def fault(self, key: str, problem: str) -> None:
        """Note a fault at one of the table's keys."""
        if self.data:
            self.faults.append(f"{self.where}: {key}: {problem}")

    def only(self, keys: Iterable[str]) -> None:
        """Note keys that mean nothing here, such as misspelt ones."""
        known = set(keys)
        for key in self.data:
            if key not in known:
                self.fault(key, f"not known here; the keys are {', '.join(sorted(known))}")

    def text(self, key: str, required: bool = True) -> str:
        """A string, white space folded."""
        value = self.data.get(key)
        if value is None and not required:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.fault(key, "missing" if value is None else "must be text")
            return ""
        return " ".join(value.split())

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; empty if it is not there."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(key, "must be a list of texts")
            return ()
        return tuple(value)

    def number(self, key: str, least: int, most: int, default: int) -> int:
        """A whole number between two bounds."""
        value = self.data.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fault(key, f"must be a whole number from {least} to {most}")
            return default
        return value

    def flag(self, key: str) -> bool:
        """True or false; false if it is not there."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.fault(key, "must be true or false")
        return value is True

    def one_of(self, key: str, values: Iterable[str], fallback: str) -> str:
        """One of a few words; `fallback` if it is none of them."""
        known = list(values)
        value = self.data.get(key)
        if value not in known:
            self.fault(key, f"must be one of {', '.join(known)}")
            return fallback
        return str(value)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A table of strings, in its order; empty if it is not there."""
        value = self.data.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            self.fault(key, "must be a table of texts")
            return ()
        return tuple((name, " ".join(text.split())) for name, text in value.items())

    def tables(self, key: str) -> list["Table"]:
        """A list of tables, each named by its id, its name or its place; empty if it is not there."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(key, "must be a list of tables")
            return []
        return [
            Table(item, f"{self.where}: {item.get('id') or item.get('name') or f'{key} {number}'}", self.faults)
            for number, item in enumerate(value, 1)
        ]
