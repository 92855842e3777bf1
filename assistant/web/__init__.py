"""The HTTP door: parse, call, map errors to status."""
