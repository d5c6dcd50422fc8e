import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { findUpward, subfolders, usualCorpus } from './folders';
import { template } from './template';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'deskcheck-folders-'));
});

test('the nearest file counts', () => {
  const inner = join(root, 'briefs', 'june');
  mkdirSync(inner, { recursive: true });
  assert.equal(findUpward(inner, 'deskcheck.toml'), undefined);
  writeFileSync(join(root, 'deskcheck.toml'), '');
  assert.equal(findUpward(inner, 'deskcheck.toml'), join(root, 'deskcheck.toml'));
  writeFileSync(join(inner, 'deskcheck.toml'), '');
  assert.equal(findUpward(inner, 'deskcheck.toml'), join(inner, 'deskcheck.toml'));
});

test('a folder of that name is no file', () => {
  mkdirSync(join(root, 'deskcheck.toml'));
  assert.equal(findUpward(root, 'deskcheck.toml'), undefined);
});

test('documents are looked for where the server looks', () => {
  writeFileSync(join(root, 'sources'), '');
  assert.equal(usualCorpus(root), undefined);
  mkdirSync(join(root, 'corpus'));
  assert.equal(usualCorpus(root), 'corpus');
});

test('folders that may hold documents, in order', () => {
  ['wires', '.git', 'node_modules', 'archive'].forEach((name) => mkdirSync(join(root, name)));
  writeFileSync(join(root, 'brief.md'), '');
  assert.deepEqual(subfolders(root), ['archive', 'wires']);
});

test('a new workspace file names the documents; all else is a comment', () => {
  const lines = (corpus: string) => template(corpus).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  assert.deepEqual(lines('sources'), ['corpus = ["sources"]', '[rules]', '[editor]']);
  assert.equal(lines('C:\\wires\\"2020"')[0], 'corpus = ["C:/wires/\\"2020\\""]');
});
