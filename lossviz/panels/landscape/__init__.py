"""Landscape: walk on the loss, with the numeric and the analytic gradient in hand."""
