"""An article's text to Statements: who said what, in whose words, and where it stands."""
