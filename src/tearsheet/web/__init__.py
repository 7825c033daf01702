"""The archive and the single page in a browser and as an API: pages, their JSON twins, and what extracts for them."""
