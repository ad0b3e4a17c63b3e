"""Posts made whole: the body, the level and the place that a text leaves out or names elsewhere."""
