"""A mock interview, spoken aloud, on your own machine."""

__version__ = "0.1.0"
