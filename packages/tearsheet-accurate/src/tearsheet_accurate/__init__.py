"""Weights of Tearsheet's accurate engine of statements; `tearsheet.statements.accurate` reads them."""
