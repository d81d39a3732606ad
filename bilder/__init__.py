"""Pictures of every page and dialog with the example register, for eyes and for the tests of looks."""
