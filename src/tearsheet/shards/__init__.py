"""Shards: files of many captures in, a Parquet file of articles for each out. A rerun does what is not done."""
