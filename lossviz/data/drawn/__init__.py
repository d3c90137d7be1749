"""How the images of the stand-in are drawn, and the file that keeps them."""
