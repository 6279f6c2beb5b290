// Turns the numbered page of a session into a guided one.
