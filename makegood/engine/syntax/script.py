"""What several probes ask a tree of JavaScript or TypeScript."""

CALLS = """
(call_expression function: (member_expression object: (_) @object property: (property_identifier) @name)
  arguments: (arguments) @arguments) @call
"""
"""`a.b(c)`: @object, @name, @arguments, and the whole @call."""

NAMED = """
[(function_declaration name: (identifier) @name) @whole
 (variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression) (call_expression)]) @whole
 (assignment_expression left: (member_expression property: (property_identifier) @name)
   right: [(arrow_function) (function_expression) (call_expression)]) @whole
 (method_definition name: (property_identifier) @name) @whole
 (pair key: (property_identifier) @name value: [(arrow_function) (function_expression)]) @whole]
"""
"""Functions by the @name that others call them by, and the @whole of each."""
