"""What we sell: a catalogue without a shop."""
