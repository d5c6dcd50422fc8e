; Citations look like links; what counts in a locator like a number. Brackets and prefixes stay in the background.

(citation
  ["@" "-@" "{" "}"] @markup.link)

(citation
  (key) @markup.link.label @nospell)

(citations
  ["[" "]"] @punctuation.bracket)

(citations
  ";" @punctuation.delimiter)

(suffix
  ["[" "]"] @punctuation.bracket)

(citations
  (citation
    (prefix) @deskcheck.prefix))

(locator
  (unit) @constant.numeric.unit)

(locator
  (numbers) @constant.numeric)

; Dismissals

(comment) @comment

(dismissal
  ["deskcheck:" "dismiss"] @keyword.directive @nospell)

(dismissal
  (rule) @constant @nospell)

(dismissal
  "reason" @attribute @nospell)

(dismissal
  (reason) @string)

; Front matter: the keys that Deskcheck reads.

(entry
  (key) @property @nospell)
