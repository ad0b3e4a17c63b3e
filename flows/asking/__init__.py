"""Asking a published warehouse: queries, articles with their facts marked, exports, dictionary."""
