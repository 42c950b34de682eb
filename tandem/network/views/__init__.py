"""What the network answers over HTTP: signing in, one's own account, and who works where."""
