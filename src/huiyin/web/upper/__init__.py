"""The upper level: counties side by side from what they handed up, and the door where they hand it up. No tables."""
