"""Full names: runs of capitalised words, cut to the name, and what says that it is a person."""
