"""Image features: what a linear classifier gets to see of an image in place of its pixels.

Conventions, the same for every feature:

- images are (N, 3, H, W) uint8: red, green and blue plane, rows first. Rows of 3,072 numbers, as a
  dataset has them, are images of 32 x 32.
- A feature is (N, D): a row of D numbers an image. Features are put side by side, column after
  column, and standardized by what the training images show (`standardize`).
- The plain form is the one to read; the fast one beside it gives the same numbers.

Source: lecture, the slides on image features.
"""
