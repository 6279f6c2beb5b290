"""Breaks a real, running site on purpose and looks whether the promises hold: `make faults`."""
