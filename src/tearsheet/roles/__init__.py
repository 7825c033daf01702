"""Page to roles: what each Block is for, and how sure we are."""

from tearsheet.roles.decision import Decision, decide

__all__ = ["Decision", "decide"]
