"""Judging an answer: what it held and lacked, with the candidate's own words as the evidence."""

from voiceint.assessment.assess import assess, get_ready, read_clauses
from voiceint.assessment.report import Assessment

__all__ = ["Assessment", "assess", "get_ready", "read_clauses"]
