import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { findServer } from './server';

const PROGRAM = process.platform === 'win32' ? 'deskcheck.exe' : 'deskcheck';
let extension: string;
let onPath: string;

beforeEach(() => {
  extension = mkdtempSync(join(tmpdir(), 'deskcheck-extension-'));
  onPath = mkdtempSync(join(tmpdir(), 'deskcheck-path-'));
  process.env['PATH'] = onPath;
});

function program(folder: string, name = PROGRAM): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
}

test('the one in the settings comes first', () => {
  program(join(extension, 'server'));
  const path = program(onPath, 'my-deskcheck');
  assert.deepEqual(findServer(path, extension, undefined), { path, from: 'settings' });
});

test('a path in the settings may be relative to the workspace folder', () => {
  const path = program(join(extension, 'tools'));
  assert.deepEqual(findServer(join('tools', PROGRAM), extension, extension), { path, from: 'settings' });
});

test('a path in the settings that leads nowhere is named, and nothing takes its place', () => {
  program(onPath);
  const found = findServer('/no/such/deskcheck', extension, undefined);
  assert.ok('missing' in found);
  assert.match(found.missing, /\/no\/such\/deskcheck/);
});

test('then the one in the extension', () => {
  program(onPath);
  const path = program(join(extension, 'server'));
  assert.deepEqual(findServer('', extension, undefined), { path, from: 'bundled' });
});

test('then the one on PATH, and no folder of that name', () => {
  const empty = mkdtempSync(join(tmpdir(), 'deskcheck-path-'));
  mkdirSync(join(empty, PROGRAM));
  process.env['PATH'] = [empty, onPath].join(process.platform === 'win32' ? ';' : ':');
  const path = program(onPath);
  assert.deepEqual(findServer('', extension, undefined), { path, from: 'PATH' });
});

test('with none, the message says what to do', () => {
  const found = findServer('', extension, undefined);
  assert.ok('missing' in found);
  assert.match(found.missing, /install it, or set deskcheck\.server\.path/);
});
