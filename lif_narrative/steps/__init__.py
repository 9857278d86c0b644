"""The steps of a run, each wired to the records it reads and writes."""
