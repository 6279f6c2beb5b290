"""The advisor's pages: reading, asking, the asker's private page."""
