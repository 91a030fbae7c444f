"""How each platform is put to the test: a module a platform, with `bench`, found by its name."""
