"""Playground: the 2-D linear classifier, every weight and every gradient in hand."""
