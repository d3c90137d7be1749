"""Parts that hold two gradients side by side: their table, the lamp, and the marks on the map."""
