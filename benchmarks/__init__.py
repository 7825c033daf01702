"""Tearsheet side by side with its peers, on any folder of pages with gold: ``python -m benchmarks --help``.

A folder holds ``gold.jsonl``, one JSON object a page, and ``html/ID.html.gz``, the raw bytes of each page.
"""
