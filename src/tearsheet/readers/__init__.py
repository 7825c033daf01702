"""Where captures come from: files, folders, standard input, addresses, WARC files. The only rooms that open things."""
