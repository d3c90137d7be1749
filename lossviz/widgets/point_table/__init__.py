"""The table of points in the plane: their place, class, scores and loss, thousands of rows."""
