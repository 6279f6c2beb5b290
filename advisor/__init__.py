"""What readers ask: enquiries (private) and questions (public)."""
