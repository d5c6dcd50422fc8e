import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkspaceConfiguration } from 'vscode';
import { initializationOptions } from './options';

function settings(values: Record<string, unknown>): WorkspaceConfiguration {
  const get = (key: string, otherwise: unknown) => values[key] ?? otherwise;
  return { get } as unknown as WorkspaceConfiguration;
}

test('what is not set is absent', () => {
  assert.deepEqual(initializationOptions(settings({ corpus: [], asOf: ' ', rules: {} })), {});
});

test('what is set has the key of deskcheck.toml', () => {
  const values = { corpus: ['sources'], ignore: ['drafts/**'], asOf: '2020-12-31', rules: { 'contradicted-figure': 'error' } };
  assert.deepEqual(initializationOptions(settings(values)), {
    corpus: ['sources'],
    ignore: ['drafts/**'],
    'as-of': '2020-12-31',
    rules: { 'contradicted-figure': 'error' },
  });
});

test('what is shown unasked can be switched off', () => {
  assert.deepEqual(initializationOptions(settings({ inlayHints: true, codeLens: false })), { editor: { 'code-lens': false } });
});
