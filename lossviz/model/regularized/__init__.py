"""What regularization chooses: among weights that fit the data equally well, and at what price.

`scaling`: W or 2W. `preferences`: weights with one score. `two_weights`, `path` and `balance`:
where data and penalty meet, as λ changes. `polynomials`: models that follow the noise, or do not.
`curvature`: how a penalty rounds a valley. `pixel_templates`: the templates of real images.
Source: lecture, slides 27 to 41.
"""
