"""Who wants letters."""
