"""Playground: the 2-D linear classifier, every weight and every gradient in hand.

It is the course's web demo "linear-classify" with two differences. The demo adds lambda sum W^2 to
the loss, but a quarter of its slope to the gradient; here the gradient is that of the loss shown,
2 lambda W. And the demo's second axis points down; here x1 points up.
"""
