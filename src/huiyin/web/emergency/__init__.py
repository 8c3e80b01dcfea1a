"""应急查阅: one matter opened by two people, for an hour, with the resident told."""
