"""The view Curvature: a penalty rounds a long valley, slide 36."""
