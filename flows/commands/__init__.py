"""The commands of `khotin`: what each takes from the command line, and what it tells a person."""
