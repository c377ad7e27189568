"""Screens on which a conversation takes place, and a clean exit from them."""
