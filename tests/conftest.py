"""What holds for all tests."""

from hypothesis import settings

# How long an example takes depends on what else the machine does; tests as a whole have a limit.
settings.register_profile("tearsheet", deadline=None)
settings.load_profile("tearsheet")
