"""One technology a file, one port each."""
