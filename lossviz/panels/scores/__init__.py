"""The Scores panel: the lecture's 3x3 example, every number editable, both losses worked out."""
