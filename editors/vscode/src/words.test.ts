import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tally } from './protocol';
import { brief, counted, days, full } from './words';

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

for (const [from, to, words] of [
  ['2020-06-26', '2020-06-26', '26 June 2020'],
  ['2020-06-05', null, '5 June 2020'],
  ['2020-06-25', '2020-06-26', '25–26 June 2020'],
  ['2020-06-28', '2020-07-02', '28 June – 2 July 2020'],
  ['2019-12-31', '2020-01-01', '31 December 2019 – 1 January 2020'],
  ['2020-02-01', '2020-02-29', 'February 2020'],
  ['2020-03-01', '2020-05-31', 'March – May 2020'],
  ['2020-01-01', '2020-12-31', '2020'],
  ['2019-12-01', '2020-01-31', '1 December 2019 – 31 January 2020'],
  [null, null, null],
] as const) {
  test(`days: ${words}`, () => assert.equal(days(from, to), words));
}

test('numbers have their noun', () => {
  assert.equal(counted(1, 'document'), '1 document');
  assert.equal(counted(4000, 'document'), '4,000 documents');
});
