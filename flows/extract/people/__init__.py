"""Persons in Vietnamese press text: who is named, with which rank and posts."""

from flows.extract.people.extraction import People, extract_people
from flows.extract.people.tables import MENTION_SCHEMA, POST_SCHEMA

__all__ = ["MENTION_SCHEMA", "POST_SCHEMA", "People", "extract_people"]
