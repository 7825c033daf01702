"""Article to text, Markdown, HTML, JSON and TEI: one module a format."""
