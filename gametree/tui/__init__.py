"""The terminal app; the only Textual code. Widgets post messages up, screens set attributes down."""
