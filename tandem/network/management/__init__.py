"""Commands of the network for whoever runs the server."""
