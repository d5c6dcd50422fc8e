import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const text = readFileSync('package.json', 'utf8');
const { contributes, icon } = JSON.parse(text);
const extension = readFileSync('src/extension.ts', 'utf8');

const named = (pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name]) => name));
const commands: string[] = contributes.commands.map(({ command }: { command: string }) => command);

test('every command that is offered is there', () => {
  for (const command of commands) {
    assert.match(extension, new RegExp(`\\b${command.replace('deskcheck.', '')}: `), command);
  }
});

test('buttons, links and menus lead to commands that are offered', () => {
  for (const command of [...named(/command:(deskcheck\.\w+)/g), ...named(/"command": "(deskcheck\.\w+)"/g)]) {
    assert.ok(commands.includes(command as string), command);
  }
});

test('conditions are about what the extension sets', () => {
  const settable = [...extension.matchAll(/setContext\('(\w+)'/g)].map(([, key]) => key);
  const conditions = [...named(/"(?:when|enablement)": "([^"]*)"/g), ...named(/"onContext:([^"]*)"/g)].join(' ');
  const keys = [...conditions.matchAll(/(?<!view == )\bdeskcheck\.(\w+)/g)].map(([, key]) => key);
  assert.ok(keys.length > 0);
  assert.deepEqual(keys.filter((key) => !settable.includes(key)), []);
});

test('pictures and texts of the walkthrough are there', () => {
  const steps: { media: { markdown: string } }[] = contributes.walkthroughs[0].steps;
  const files = [icon, contributes.viewsContainers.activitybar[0].icon, ...steps.map(({ media }) => media.markdown)];
  assert.deepEqual(files.filter((file) => !existsSync(file)), []);
});

test('every setting says what it does', () => {
  const settings = Object.entries<{ markdownDescription?: string }>(contributes.configuration.properties);
  assert.deepEqual(settings.filter(([, setting]) => !setting.markdownDescription).map(([name]) => name), []);
});
