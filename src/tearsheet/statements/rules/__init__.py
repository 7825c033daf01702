"""Statements by rule: quotations with the reporting verb and the source beside them, for any language.

The engine of languages that nothing was learned for, and of what the learned one leaves: dialogue, interviews, block
quotations.
"""
