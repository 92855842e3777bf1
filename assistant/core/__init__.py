"""The flow of a question and everything pure. Standard library only."""
