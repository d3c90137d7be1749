"""W or 2W: the data loss can't tell W from kW, the penalty can. Slides 27 to 30."""
