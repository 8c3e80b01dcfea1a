"""Settings, addresses and start-up checks: the one place that knows every room."""
