"""Judging an answer: what it held and lacked, with the candidate's own words as the evidence."""

from voiceint.assessment.assess import assess, get_ready, read_clauses
from voiceint.assessment.report import JUDGE_VERSION, Assessment

__all__ = ["JUDGE_VERSION", "Assessment", "assess", "get_ready", "read_clauses"]
