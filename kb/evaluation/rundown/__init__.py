"""The lessons that bear on a new plan, mandate or application, section by section, to bring to the meeting."""
