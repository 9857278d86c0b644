"""What stands behind `Codebook`: how people write themes down, the files they come in, our starting point."""
