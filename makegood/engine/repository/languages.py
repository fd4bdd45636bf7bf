"""Programming languages by the ending of a file's name: the seven we read, and the others we can only name."""

from __future__ import annotations

LANGUAGES = {
    ".py": "python",
    ".pyi": "python",
    ".pyw": "python",
    ".py3": "python",
    ".wsgi": "python",
    ".js": "javascript",
    ".jsx": "javascript",
    ".mjs": "javascript",
    ".cjs": "javascript",
    ".es6": "javascript",
    ".jsm": "javascript",
    ".ts": "typescript",
    ".mts": "typescript",
    ".cts": "typescript",
    ".tsx": "tsx",
    ".php": "php",
    ".php3": "php",
    ".php4": "php",
    ".php5": "php",
    ".php7": "php",
    ".php8": "php",
    ".phtml": "php",
    ".rb": "ruby",
    ".rake": "ruby",
    ".rbw": "ruby",
    ".ru": "ruby",
    ".thor": "ruby",
    ".java": "java",
    ".cs": "csharp",
    ".go": "go",
}
"""The languages that businesses are delivered, by ending; `tsx` is TypeScript with markup."""

RUBY_NAMES = frozenset({"rakefile", "gemfile", "guardfile", "capfile", "berksfile"})

OTHER_LANGUAGES = {
    "Ada": ("adb", "ads"),
    "Assembly": ("asm", "s"),
    "C": ("c", "h"),
    "C++": ("cc", "cpp", "cxx", "c++", "hh", "hpp", "hxx", "h++", "inl", "ipp", "tcc", "tpp"),
    "Clojure": ("clj", "cljc", "cljs"),
    "COBOL": ("cbl", "cob", "cpy"),
    "CoffeeScript": ("coffee", "litcoffee"),
    "Common Lisp": ("lisp", "lsp"),
    "CUDA": ("cu", "cuh"),
    "D": ("d",),
    "Dart": ("dart",),
    "Delphi": ("pas", "dpr"),
    "Elixir": ("ex", "exs"),
    "Elm": ("elm",),
    "Emacs Lisp": ("el",),
    "Erlang": ("erl", "hrl"),
    "F#": ("fs", "fsi", "fsx"),
    "Fortran": ("f", "f90", "f95", "f03", "for"),
    "GLSL": ("glsl", "vert", "frag"),
    "Groovy": ("groovy", "gvy"),
    "Haskell": ("hs", "lhs"),
    "Julia": ("jl",),
    "Kotlin": ("kt", "kts"),
    "Lua": ("lua",),
    "Nim": ("nim",),
    "Objective-C": ("m", "mm"),
    "OCaml": ("ml", "mli"),
    "Perl": ("pl", "pm"),
    "PowerShell": ("ps1", "psm1"),
    "Prolog": ("pro",),
    "Puppet": ("pp",),
    "Cython": ("pyx", "pxd"),
    "R": ("r",),
    "Racket": ("rkt",),
    "Rust": ("rs",),
    "Scala": ("scala", "sc"),
    "Scheme": ("scm", "ss"),
    "Shell": ("sh", "bash", "zsh", "fish", "ksh"),
    "Batch": ("bat", "cmd"),
    "Solidity": ("sol",),
    "SQL": ("sql", "pls", "plsql", "pks", "pkb"),
    "Svelte": ("svelte",),
    "Swift": ("swift",),
    "Tcl": ("tcl",),
    "Vala": ("vala",),
    "Visual Basic": ("vb", "vbs", "bas", "cls"),
    "Vim script": ("vim",),
    "Vue": ("vue",),
    "Zig": ("zig",),
}
OTHER_BY_ENDING = {f".{ending}": name for name, endings in OTHER_LANGUAGES.items() for ending in endings}

MARKUP_ENDINGS = (
    "html htm xhtml css scss sass less styl erb haml slim jade pug ejs hbs handlebars mustache twig jinja jinja2 j2"
    " blade cshtml razor jsp jspx ftl tpl astro xaml mako liquid xsl xslt"
)
MARKUP = frozenset(f".{ending}" for ending in MARKUP_ENDINGS.split())
"""Templates and styles: written by hand and owned by somebody, but no programs of their own."""
