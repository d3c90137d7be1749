"""Features: give the linear classifier something better to look at than pixels."""
