"""The dispute file: everything of one engagement that a judge or a successor asks for, verified on any machine."""
