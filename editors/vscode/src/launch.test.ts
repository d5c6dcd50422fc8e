import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { launch, seeOut, within } from './launch';

const skip = process.platform === 'win32' ? 'the programs of these tests are shell scripts' : false;

function script(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'deskcheck-launch-')), 'deskcheck');
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('it says how a server ended, and keeps what it said', { skip }, async () => {
  const lines: string[] = [];
  const launched = await launch(script('echo "no such command: $1" >&2; exit 3'), (line) => lines.push(line));
  const [how] = await Promise.all([launched.ended, once(launched.process, 'close')]);
  assert.equal(how, 'ended with exit code 3');
  assert.deepEqual(lines, ['no such command: lsp']);
});

test('what is no program is refused with the reason', { skip }, async () => {
  await assert.rejects(launch('/no/such/program', () => undefined), /ENOENT/);
});

test('a server that goes when it is told is let go', { skip }, async () => {
  const launched = await launch(script('read line'), () => undefined);
  launched.process.stdin.end();
  await seeOut(launched, 60_000);
  assert.equal(await launched.ended, 'ended with exit code 1');
});

test('a server that stays is made to end', { skip }, async () => {
  const launched = await launch(script('exec sleep 600'), () => undefined);
  await seeOut(launched, 0);
  assert.equal(await launched.ended, 'was ended by SIGKILL');
});

test('waiting has an end', async () => {
  assert.equal(await within(0, new Promise(() => undefined)), undefined);
  assert.equal(await within(60_000, Promise.resolve(7)), 7);
  await assert.rejects(within(60_000, Promise.reject(new Error('no'))), /no/);
});
