"""One real message carried in a browser by those who would carry it."""
