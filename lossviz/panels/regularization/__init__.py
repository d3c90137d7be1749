"""Regularization: choose among the weights that fit the data equally well."""
