"""Article -> mentions: places, people, figures, and the vocabulary they are read with."""
