; extends

; Into tree-sitter-markdown's block grammar. The first line tells Neovim to keep Markdown's own injections beside these.

([
  (inline)
  (pipe_table_cell)
] @injection.content
  (#set! injection.language "deskcheck_notes"))

((html_block) @injection.content
  (#match? @injection.content "^[ \t]*[<]!--")
  (#set! injection.language "deskcheck_notes")
  (#set! injection.include-children))

; To Markdown a footnote that is one word is the definition of a link.
((link_reference_definition
  (link_label) @_label
  (link_destination) @injection.content)
  (#match? @_label "^\\[\\^")
  (#set! injection.language "deskcheck_notes"))

((minus_metadata) @injection.content
  (#set! injection.language "deskcheck_notes")
  (#set! injection.include-children))
