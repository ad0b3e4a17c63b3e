"""Mentions of persons, full and short, with the titles, ranks and posts beside them."""
