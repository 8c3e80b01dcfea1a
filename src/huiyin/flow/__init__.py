"""The grammar of matters and the time engine: pure words and pure functions, no Django and no clock on the wall."""
