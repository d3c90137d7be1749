"""The view Geometry: where data and penalty meet, slides 34 to 36."""
