import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tally } from './protocol';
import { brief, counted, full } from './words';

const NONE: Tally = { supported: 0, contradicted: 0, disputed: 0, outdated: 0, imprecise: 0, unverified: 0 };

for (const [tally, short, long] of [
  [{}, 'No figures', 'This note states no figures.'],
  [{ supported: 1 }, '1 verified', '1 figure in this note: 1 verified.'],
  [{ unverified: 3 }, '0 verified', '3 figures in this note: 3 unverified.'],
  [
    { supported: 12, disputed: 2, contradicted: 1, imprecise: 4 },
    '12 verified, 2 disputed, 1 contradicted',
    '19 figures in this note: 1 contradicted, 2 disputed, 4 imprecise, 12 verified.',
  ],
] as [Partial<Tally>, string, string][]) {
  test(`in the status bar: ${short}`, () => {
    assert.equal(brief({ ...NONE, ...tally }), short);
    assert.equal(full({ ...NONE, ...tally }), long);
  });
}

test('numbers have their noun', () => {
  assert.equal(counted(1, 'document'), '1 document');
  assert.equal(counted(4000, 'document'), '4,000 documents');
});
