" The verdicts in lists of figures (lua/deskcheck/lists.lua), coloured as their diagnostics are.
syntax match deskcheckContradicted /^✗ contradicted/
syntax match deskcheckContradicted /^✗ unread/
syntax match deskcheckDisputed /^? disputed/
syntax match deskcheckDisputed /^↻ outdated/
syntax match deskcheckImprecise /^\~ imprecise/
syntax match deskcheckUnverified /^· unverified/
syntax match deskcheckSupported /^✓ supported/
highlight default link deskcheckContradicted DiagnosticWarn
highlight default link deskcheckDisputed DiagnosticInfo
highlight default link deskcheckImprecise DiagnosticHint
highlight default link deskcheckUnverified Comment
highlight default link deskcheckSupported DiagnosticOk
