import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claim, Evidence, Source, Verdict } from './protocol';
import { finding, grouped, numbered, origin, standing } from './rows';

const RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function claim(verdict: Verdict, words = '13 members', more: Partial<Claim> = {}): Claim {
  return { words, range: RANGE, verdict, message: null, passages: [], ...more };
}

function evidence(document: string, more: Partial<Evidence> = {}): Evidence {
  const place = { uri: `file:///${document}.txt`, range: RANGE, words: '14', sentence: '14 were.', dated: null, dateInferred: false };
  return { document, ...place, agrees: true, attributedTo: null, ...more };
}

test('groups come in the order in which they need a look, and none is empty', () => {
  const claims = (['unverified', 'supported', 'contradicted', 'supported', 'disputed'] as const).map((it) => claim(it));
  const groups = grouped(claims).map(({ label, claims }) => `${label} ${claims.length}`);
  assert.deepEqual(groups, ['Contradicted 1', 'Disputed 1', 'Verified 2', 'Unverified 1']);
});

test('claims of a group stay in the order of the note', () => {
  const [group] = grouped([claim('disputed', '5 dead'), claim('disputed', '3 dead')]);
  assert.deepEqual(group?.claims.map(({ words }) => words), ['5 dead', '3 dead']);
});

test('like things get ids of their own', () => {
  assert.deepEqual(numbered(['a', 'b', 'a'], (name) => name), ['a#1', 'b#1', 'a#2']);
});

test('a finding is told without the claim, which stands before it', () => {
  const message = '13 arrested: meog-2020-week-26 says 14, at 10:30';
  assert.equal(finding(claim('contradicted', '13', { message })), 'meog-2020-week-26 says 14, at 10:30');
});

test('where there is no finding, the documents that agree are named', () => {
  const passages = [evidence('one'), evidence('two', { agrees: false }), evidence('one'), evidence('three')];
  assert.equal(finding(claim('supported', '13', { passages })), 'one and 1 more');
  assert.equal(finding(claim('supported', '13', { passages: passages.slice(0, 2) })), 'one');
  assert.equal(finding(claim('unverified')), undefined);
});

test('a passage says whose words it has, and of when', () => {
  assert.equal(origin(evidence('wire')), 'wire');
  assert.equal(origin(evidence('wire', { attributedTo: 'the ministry', dated: '2020-07-01' })), 'wire, the ministry, 1 July 2020');
});

test('a source has its date, and how often the note cites it', () => {
  const source = (cited: number, dated: string | null): Source => ({
    key: 'k', uri: 'file:///k', title: null, publisher: null, author: null, language: null, url: null, grade: null, retracted: false,
    dated, dateInferred: false, figures: 3, leftOut: null, cited: Array(cited).fill(RANGE),
  });
  assert.equal(standing(source(0, '2020-07-01'), true), '1 July 2020');
  assert.equal(standing(source(1, '2020-07-01'), true), '1 July 2020 · cited once');
  assert.equal(standing(source(3, null), true), 'no date · cited 3 times');
  assert.equal(standing(source(3, '2020-07-01'), false), '1 July 2020');
  const doubtful = { ...source(0, '2020-07-01'), dateInferred: true, grade: 'C3', retracted: true, leftOut: 'in French: names only' };
  assert.equal(standing(doubtful, true), '1 July 2020 (inferred) · C3 · retracted · in French: names only');
});
