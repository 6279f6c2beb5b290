"""The index of everything public: one table behind one small interface."""
