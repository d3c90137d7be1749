"""The loss as a shaded surface in 3-D that turns with the mouse and the keys, without OpenGL."""
