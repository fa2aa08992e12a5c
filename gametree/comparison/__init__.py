"""What differs: between two people, between two trees."""
