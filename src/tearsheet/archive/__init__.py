"""Records kept in one SQLite file, found again, and compared with one another."""
