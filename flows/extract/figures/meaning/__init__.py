"""What a figure means: what it counts, for whom, against what, and as part of what."""
