import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goTogether } from './versions';

for (const [one, other, together] of [
  ['0.1.0', '0.1.7', true],
  ['0.1.0', '0.2.0', false],
  ['1.4.0', '2.4.0', false],
  ['v0.1.0', '0.1.0-beta.1', true],
  ['0.10.0', '0.1.0', false],
  ['', '0.1.0', true],
] as const) {
  test(`${one || 'no version'} and ${other} ${together ? 'go' : 'do not go'} together`, () => {
    assert.equal(goTogether(one, other), together);
  });
}
