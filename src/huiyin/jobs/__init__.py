"""What happens because time passed: clocks that came due, things to send, sealing. No rules live here."""
