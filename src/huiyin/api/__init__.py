"""The JSON door: typed, versioned, the same acts as the pages."""
