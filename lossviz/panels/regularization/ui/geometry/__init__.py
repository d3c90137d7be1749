"""What the view Geometry shows."""
