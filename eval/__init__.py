"""Measures from outside, through the assistant's public door only."""
