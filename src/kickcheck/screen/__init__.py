"""Screens: where a conversation takes place, and how it is left."""
