"""Posts as spans of a text: where one begins and ends, whose it is, and how it was held."""
