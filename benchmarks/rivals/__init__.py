"""What Khotin is measured beside: each a program that prints a line of JSON at its end."""
