"""Parts that show one example's loss worked out: the hinge loss by terms, softmax as a chain."""
