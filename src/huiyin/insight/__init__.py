"""What is read over time: measures as SQL over fact tables, and the arithmetic of their doubt. No Django, no other tables."""
