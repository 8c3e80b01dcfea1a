"""Every verb that changes something, one function each, one transaction each. Time is an argument."""
