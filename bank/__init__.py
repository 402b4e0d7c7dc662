"""Questions, sample answers and the words of a trade. Plain Python; knows nothing of sound or screens."""

from bank.bank import Bank
from bank.errors import BankError
from bank.loader import load_bank
from bank.question import Kind, Kpi, Point, Question, Sample

__all__ = ["Bank", "BankError", "Kind", "Kpi", "Point", "Question", "Sample", "load_bank"]
