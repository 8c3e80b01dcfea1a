"""Every page read by axe-core, at the desk's width and at a phone's."""
