"""Tags and filters of the core; `tandem` is a builtin of every template."""
