"""Two weights in the plane: contour lines of a loss, the body of a penalty, paths of a minimum."""
