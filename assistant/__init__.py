"""Wegwijzer Passend Onderwijs: the answering service."""
