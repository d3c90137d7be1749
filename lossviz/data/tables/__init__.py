"""Tables of numbers as people have them: one reader for scores, points and pasted blocks.

Bytes become lines (`text`), lines rows of cells (`dialect`), the first rows a head (`table`), cells
numbers (`decimals`, `numbers`). What a column is called is looked up in `words`. What a table means
is said by `score_file` and `point_file`.
"""
