"""The default engine: a learned tagger that needs numpy alone, small and fast enough for an archive."""
