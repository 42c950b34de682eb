"""The limit beside us: the same pages by a bare Django view, without ORM, templates or middleware.

Six prepared statements, plain string formatting, the same bytes of HTML from the same rows. What
does not change in a page is learned from ours (stencil.py), so that nobody keeps a second copy of
our templates; what changes is worked out here, by code that shares nothing with Tandem.
"""
