"""The weights and biases of a classifier in hand: each with its slope, to drag, step and type."""
