"""The report, its charts, its pages in a real browser."""
