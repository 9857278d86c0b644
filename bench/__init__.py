"""Every figure of the analysis against its peers, in one process: `make bench`, or `lif bench --all`."""
