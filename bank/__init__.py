"""Questions, sample answers and the words of a trade. Plain Python; knows nothing of sound or screens."""

from bank.bank import Bank
from bank.errors import BankError
from bank.loader import SHIPPED, check_file, load_bank
from bank.question import STAR_PARTS, WRITTEN_KINDS, Kind, Kpi, Point, Question, Sample
from bank.role import Ask, LookedFor, Role

__all__ = [
    "SHIPPED",
    "STAR_PARTS",
    "WRITTEN_KINDS",
    "Ask",
    "Bank",
    "BankError",
    "Kind",
    "Kpi",
    "LookedFor",
    "Point",
    "Question",
    "Role",
    "Sample",
    "check_file",
    "load_bank",
]
