"""One file for each value that is looked for; `reading` finds them by walking this folder."""
