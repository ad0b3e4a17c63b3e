"""When and how the data moves: the flow, its command line and its settings."""
