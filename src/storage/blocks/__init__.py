"""What the blocks of the start page show, one query a block; and which blocks a person has put away."""
