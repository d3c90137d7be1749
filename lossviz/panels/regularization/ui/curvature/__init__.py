"""What the view Curvature shows."""
