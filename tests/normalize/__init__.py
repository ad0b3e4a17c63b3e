"""Tests of the step from decoded text to articles."""
