import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chronicle } from './chronicle';
import type { Passage } from './protocol';

const PASSAGE: Passage = {
  document: 'wire',
  uri: 'file:///wire.txt',
  range: { start: { line: 3, character: 0 }, end: { line: 3, character: 6 } },
  words: 'raided',
  sentence: 'Police raided <b>two</b> & more.',
  dated: null,
  dateInferred: false,
};

const linked = (uri: string) => `command:open?["${uri}"]`;

function page(passages: Passage[], when: string | null = '25 June 2020'): string {
  const event = { from: null, to: null, when, words: 'raid', passages };
  return chronicle([{ actor: 'Haq & Sons', kind: 'company', events: [event] }], linked);
}

test('what documents say cannot become HTML', () => {
  assert.match(page([PASSAGE]), /Haq &#38; Sons/);
  assert.match(page([PASSAGE]), /Police <strong>raided<\/strong> &#60;b&#62;two&#60;\/b&#62; &#38; more\./);
  assert.match(page([PASSAGE]), /href="command:open\?\[&#34;file:\/\/\/wire.txt&#34;\]"/);
});

test('a passage whose words are no part of the sentence is shown plain', () => {
  assert.match(page([{ ...PASSAGE, words: 'two\nraided' }]), /<p>Police raided &#60;/);
});

test('a date that is concluded says so', () => {
  assert.match(page([{ ...PASSAGE, dated: '2020-06-26', dateInferred: true }]), /wire<\/a>, 26 June 2020 \(inferred\)/);
  assert.doesNotMatch(page([{ ...PASSAGE, dated: '2020-06-26' }]), /inferred/);
});

test('days head what happened on them', () => {
  assert.match(page([PASSAGE]), /<h2>25 June 2020: raid<\/h2>/);
  assert.match(page([PASSAGE], null), /<h2>Day unknown: raid<\/h2>/);
});

test('the page says how many documents it is from', () => {
  const passages = [PASSAGE, { ...PASSAGE, document: 'paper' }, PASSAGE];
  assert.match(page(passages), /Company · 2 documents, day by day/);
  assert.match(chronicle([{ actor: 'KH', kind: null, events: [] }], linked), /No document tells of a day/);
});

test('a name that may be several actors has a chapter for each', () => {
  const actors = ['Qais Khazali', 'Ahmed Khazali'].map((actor) => ({ actor, kind: 'person', events: [] }));
  assert.equal(chronicle(actors, linked).match(/<h1>/g)?.length, 2);
});
