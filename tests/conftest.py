"""What holds for all tests."""

from hypothesis import settings

# How long an example takes depends on what else the machine does; all tests together take less than three minutes.
settings.register_profile("tearsheet", deadline=None, max_examples=25)
settings.load_profile("tearsheet")
