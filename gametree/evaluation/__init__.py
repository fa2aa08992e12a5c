"""What follows from a tree and the scores of one person."""
