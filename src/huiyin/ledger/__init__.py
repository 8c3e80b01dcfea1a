"""The one pen: append, project, seal, replay, verify. No business words."""
