"""A private, offline self-check for heroin and other opioids."""

__version__ = "0.1.0"
