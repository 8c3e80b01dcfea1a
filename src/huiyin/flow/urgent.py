"""What is told to staff at once, at any hour: a closed list of clocks. Everything else waits for the daily digest."""

# 紧急事项 of the hotline: danger to life; water, power, gas or heat cut (contact 30 minutes, on site 2 hours, report
# 24 hours; RX-01 to RX-03 of the catalogue, with their sources there).
URGENT_CLOCKS = ("RX-01", "RX-02", "RX-03")
