// What a client may ask of the server beyond the Language Server Protocol, as `docs/protocol.md` tells it.

import type { Position, Range } from 'vscode-languageclient';

export type { Position, Range };

/** The number of the shapes below: a server that says another one is not asked for them. */
export const PROTOCOL = 2;

/** In the order in which they need a look. */
export const VERDICTS = ['contradicted', 'disputed', 'outdated', 'imprecise', 'supported', 'unverified'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How many claims came off how. */
export type Tally = Record<Verdict, number>;

export interface Note {
  textDocument: { uri: string };
}

/** A place in a document and the sentence it stands in. Days are written `2020-06-26`. */
export interface Passage {
  document: string;
  uri: string;
  range: Range;
  words: string;
  sentence: string;
  dated: string | null;
  /** The date is concluded, not stated. */
  dateInferred: boolean;
}

/** What a document says of a claim. */
export interface Evidence extends Passage {
  agrees: boolean;
  attributedTo: string | null;
}

export interface Claim {
  words: string;
  range: Range;
  verdict: Verdict;
  message: string | null;
  passages: Evidence[];
}

export interface Source {
  key: string;
  uri: string;
  title: string | null;
  publisher: string | null;
  author: string | null;
  language: string | null;
  url: string | null;
  grade: string | null;
  retracted: boolean;
  dated: string | null;
  dateInferred: boolean;
  figures: number;
  /** Why its figures are not read, where they are not. */
  leftOut: string | null;
  cited: Range[];
}

/** A file that could not be read, and why. */
export interface Unread {
  uri: string;
  message: string;
}

export interface Actor {
  name: string;
  kind: string | null;
  ranges: Range[];
  documents: number;
  introduction: Passage | null;
}

export interface Happening {
  from: string | null;
  to: string | null;
  /** The same in words. */
  when: string | null;
  words: string;
  passages: Passage[];
}

export interface Timeline {
  actor: string;
  kind: string | null;
  events: Happening[];
}

export interface CheckedNote extends Tally {
  uri: string;
}

/** Each request with what is asked and what comes back. */
export interface Requests {
  'deskcheck/claims': [Note, { version: number; claims: Claim[] } | null];
  'deskcheck/sources': [Note | Record<string, never>, { sources: Source[]; problems: Unread[] } | null];
  'deskcheck/actors': [Note, { actors: Actor[] } | null];
  'deskcheck/timeline': [Note & ({ position: Position } | { name: string }), { timelines: Timeline[] } | null];
  'deskcheck/reindex': [undefined, { documents: number; problems: Unread[] }];
  'deskcheck/check': [undefined, { notes: CheckedNote[] }];
}

/** `deskcheck/judged`: a note was judged. */
export interface Judged extends Tally {
  uri: string;
  version: number | null;
}

/** `deskcheck/read`: the documents of a workspace were read. */
export interface Read {
  documents: number;
  problems: number;
}
