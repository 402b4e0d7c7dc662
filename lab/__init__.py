"""What measures the program. Nothing here is needed to run it."""
