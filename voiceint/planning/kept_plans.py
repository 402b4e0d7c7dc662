"""Plans that are kept, one JSON file each in a private folder."""

import json
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from bank import Bank
from voiceint.paths import make_private
from voiceint.planning.errors import PlanningError
from voiceint.planning.plan import Plan

_ID = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True)
class KeptPlan:
    """A plan in the folder.

    Attributes:
        id: Its name: 8 hexadecimal digits.
        at: When it was kept, UTC.
        plan: The plan.
    """

    id: str
    at: datetime
    plan: Plan


class KeptPlans:
    """The folder of the plans."""

    def __init__(self, folder: Path, bank: Bank) -> None:
        """Args: bank: the questions as they are today, which plans name by their ids."""
        self._folder = folder
        self._bank = bank

    def all(self) -> list[KeptPlan]:
        """Every plan that can be read, newest first."""
        found = []
        for path in self._folder.glob("*.json"):
            if _ID.fullmatch(path.stem) and (kept := self._read(path)) is not None:
                found.append(kept)
        return sorted(found, key=lambda kept: kept.at, reverse=True)

    def find(self, start: str) -> KeptPlan | None:
        """The plan whose id begins so, if there is exactly one."""
        found = [kept for kept in self.all() if start and kept.id.startswith(start)]
        return found[0] if len(found) == 1 else None

    def keep(self, plan: Plan, id: str = "") -> KeptPlan:
        """Keep a plan, in place of the one of this id if one is given.

        Raises:
            PlanningError: It cannot be written.
        """
        kept = KeptPlan(id or uuid4().hex[:8], datetime.now(UTC), plan)
        path = make_private(self._folder) / f"{kept.id}.json"
        part = path.with_suffix(".part")
        document = json.dumps({"at": kept.at.isoformat(), "plan": plan.to_dict()})
        try:
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                file.write(document)
            os.replace(part, path)
        except OSError as error:
            raise PlanningError(f"The plan cannot be kept ({error.strerror}): free some disk space.") from error
        return kept

    def delete(self, id: str) -> None:
        """Delete a plan for good. Raises PlanningError."""
        try:
            (self._folder / f"{id}.json").unlink(missing_ok=True)
        except OSError as error:
            raise PlanningError(f"The plan {id} cannot be deleted ({error.strerror}).") from error

    def _read(self, path: Path) -> KeptPlan | None:
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            plan = Plan.from_dict(document["plan"], self._bank)
            return KeptPlan(path.stem, datetime.fromisoformat(document["at"]), plan)
        except (PlanningError, OSError, ValueError, KeyError, TypeError):
            return None  # damaged, or of a newer version: the others are still there
