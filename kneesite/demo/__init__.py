"""The demo content: data files, and the loaders that write them into the database, one per noun."""
