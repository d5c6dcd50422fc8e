" Lists of figures, documents and findings (lua/deskcheck/lists.lua): verdicts in the colours of their diagnostics.

if exists('b:current_syntax')
  finish
endif

syntax match deskcheckContradicted /^✗ \(contradicted\|unread\)/
syntax match deskcheckDisputed /^\(? disputed\|↻ outdated\)/
syntax match deskcheckImprecise /^\~ imprecise/
syntax match deskcheckUnverified /^· unverified/
syntax match deskcheckSupported /^✓ supported/
syntax match deskcheckDay /^\d\{4}-\d\d-\d\d?\?/
syntax match deskcheckPlace /^[^ ]\+:\d\+/

highlight default link deskcheckContradicted DiagnosticWarn
highlight default link deskcheckDisputed DiagnosticInfo
highlight default link deskcheckImprecise DiagnosticHint
highlight default link deskcheckUnverified Comment
highlight default link deskcheckSupported DiagnosticOk
highlight default link deskcheckDay Identifier
highlight default link deskcheckPlace Directory

let b:current_syntax = 'deskcheck-list'
