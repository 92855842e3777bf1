"""The chat window: no logic, only how an Answer looks."""
