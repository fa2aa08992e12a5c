"""Explore, edit and assess game trees of AI-alignment strategy in the terminal."""

__version__ = "0.1.0"
