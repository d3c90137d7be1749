"""The score table with the losses below it, and a plainer table of numbers that edits alike."""
