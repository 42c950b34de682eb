"""Commands of the desk for whoever runs the server."""
