// A timeline as a page to read, with a link to every passage.

import type { Happening, Passage, Range, Timeline } from './protocol';
import { published } from './rows';
import { capitalized, counted } from './words';

/** Makes the address that a click on a passage goes to. */
export type Linked = (uri: string, range: Range) => string;

/** The page for what the documents tell of an actor; of several where the name may be any of them. It runs no scripts. */
export function chronicle(timelines: Timeline[], linked: Linked): string {
  const actors = timelines.map((timeline) => ofActor(timeline, linked));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>${STYLE}</style>
</head>
<body>
${actors.join('\n')}
</body>
</html>`;
}

const STYLE = `
body { max-width: 46em; padding: 0 1.5em 2em; line-height: 1.5; }
h1 { font-size: 1.5em; font-weight: 600; margin: 1em 0 0; }
h2 { font-size: 1em; font-weight: 600; margin: 1.8em 0 0.3em; }
.of { color: var(--vscode-descriptionForeground); margin: 0; }
blockquote { margin: 0.5em 0; padding: 0.1em 0 0.1em 1em; border-left: 2px solid var(--vscode-textBlockQuote-border, currentColor); background: none; }
blockquote p { margin: 0.2em 0; }
`;

function ofActor({ actor, kind, events }: Timeline, linked: Linked): string {
  const documents = new Set(events.flatMap(({ passages }) => passages.map(({ document }) => document))).size;
  const told = documents === 0 ? 'no document tells of a day' : `${counted(documents, 'document')}, day by day`;
  const of = [kind, told].filter(Boolean).join(' · ');
  const sections = events.map((event) => ofEvent(event, linked));
  return `<h1>${escaped(actor)}</h1>\n<p class="of">${escaped(capitalized(of))}</p>\n${sections.join('\n')}`;
}

function ofEvent({ when, words, passages }: Happening, linked: Linked): string {
  const quotes = passages.map((passage) => ofPassage(passage, linked));
  return `<h2>${escaped(when ?? 'Day unknown')}: ${escaped(words)}</h2>\n${quotes.join('\n')}`;
}

function ofPassage(passage: Passage, linked: Linked): string {
  const address = escaped(linked(passage.uri, passage.range));
  const link = `<a href="${address}" title="Open the passage">${escaped(passage.document)}</a>`;
  const inferred = passage.dateInferred ? `, ${escaped(published(passage) ?? '')}` : '';
  return `<blockquote><p>${marked(passage)}</p><p class="of">${link}${inferred}</p></blockquote>`;
}

/** The sentence with the passage's own words set off. */
function marked({ sentence, words }: Passage): string {
  const at = sentence.indexOf(words);
  if (at < 0 || words === '') {
    return escaped(sentence);
  }
  const end = at + words.length;
  return `${escaped(sentence.slice(0, at))}<strong>${escaped(words)}</strong>${escaped(sentence.slice(end))}`;
}

/** Keeps what a document says from being read as HTML. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
