"""Measurements: of the machine, and (as the book grows) of speed, memory, spikes and distances."""
