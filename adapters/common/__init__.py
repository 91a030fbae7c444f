"""What the platforms share: the HTTP server and client, pacing, pictures of charts."""
