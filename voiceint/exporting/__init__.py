"""Answers as files: JSON that can be read back, Markdown, CSV, and a report in HTML."""
