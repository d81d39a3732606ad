"""What the menus' commands do, by subject."""
