"""Page to roles: what each Block is for, and how sure we are."""
