"""What we sort by."""
