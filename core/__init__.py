"""The ground every app stands on. It imports none of them and has no pages."""
