"""The screens: they draw and they ask, and decide nothing. Each has one `draw(frame)`."""
