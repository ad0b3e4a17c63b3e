"""Persons in Vietnamese press text: who is named, with which rank and posts."""

from flows.extract.people.extraction import MENTION_SCHEMA, POST_SCHEMA, People, extract_people

__all__ = ["MENTION_SCHEMA", "POST_SCHEMA", "People", "extract_people"]
