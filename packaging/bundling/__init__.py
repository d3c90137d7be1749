"""The bundle: lossviz with its own Python, for machines that have none."""
