"""The times that a text names, and which of them a figure is about."""
