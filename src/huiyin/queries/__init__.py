"""What screens read: frozen rows, filtered by access in SQL, counts too, and the gate to personal data."""
