"""What an edit of a tree means, and which few characters of the file it takes."""
