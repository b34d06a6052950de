"""From registered to first shift, and from need to filled: how long it took, who came through, what stood empty."""
