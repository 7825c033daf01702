"""Fine-tuning of the accurate engine of statements."""
