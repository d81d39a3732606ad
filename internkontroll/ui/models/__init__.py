"""Qt models over ready rows."""
