"""Facts told in a text: when, how many, how long, at what cost, which share and who, each with its passage."""
