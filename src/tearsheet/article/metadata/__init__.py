"""What the page says about the article: one module a field."""
