"""Settings that all tests share."""

from hypothesis import settings

# No deadlines (a word list loads on first use) and the same examples every time: a red test is red again.
settings.register_profile("sourcebook", deadline=None, derandomize=True)
settings.load_profile("sourcebook")
