"""What we write: authors, articles, their revisions and blocks, ratings, facts, recommendations."""
