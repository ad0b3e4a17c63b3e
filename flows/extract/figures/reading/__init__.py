"""What stands at one number: its shape, its value, its unit, and whether it is a figure at all."""
