// The text of a new `deskcheck.toml`.

/** A file that works as it is, with the other keys as comments. `corpus` is relative to the file's folder, or absolute. */
export function template(corpus: string): string {
  return `# What the notes in this folder, and in the folders below it, are checked against.
# Paths are relative to this file, or absolute. Lines that begin with # have no effect.

# Folders (with all below them) or files that hold the documents.
corpus = [${JSON.stringify(corpus.replaceAll('\\', '/'))}]

# The day up to which the notes claim to know: what was published later never makes them wrong.
# as-of = 2020-12-31

# Who is who, where you know better than the documents.
# cards = ["actors.toml"]

# Files to leave alone, written as in .gitignore.
# ignore = ["drafts/**"]

# How loud each finding is: "error", "warning", "information", "hint" or "off".
[rules]
# imprecise-figure = "off"
# unverified-figure = "hint"

# What is shown in a note besides findings.
[editor]
# inlay-hints = false   # the number of sources behind a verified figure
# code-lens = false     # over each heading, how the figures below it came off
`;
}
