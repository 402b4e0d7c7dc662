"""The figures of an answer: numbers become quantities, quantities changes, and these metrics with their key figures."""

from voiceint.assessment.metrics.finder import find_metrics, kpis_named

__all__ = ["find_metrics", "kpis_named"]
