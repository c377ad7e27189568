"""Builds every page that is shown or saved, independent of its output format."""
