; Citations look like links, locators like numbers; brackets and prefixes like the text around. To Markdown all that stands
; in the brackets is a link: the priorities set these captures over Markdown's own (100), and the keys over the rest.

([
  (citations)
  (suffix)
] @deskcheck.citations
  (#set! priority 101))

((citation
  ["@" "-@" "{" "}"] @markup.link)
  (#set! priority 102))

((citation
  (key) @markup.link.label @nospell)
  (#set! priority 102))

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
