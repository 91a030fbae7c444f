"""What several platforms use: HTTP server and client, background tasks, pacing, pictures of charts."""
