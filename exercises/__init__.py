"""What we practise: the library of exercises and the guided session."""
