"""A corpus of Parquet files as a whole: what it holds in numbers, what stands in it twice, a report to look at."""
