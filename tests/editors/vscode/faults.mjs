// Servers that do not do: each in a folder of its own, whose settings name it. What is said, and whether one can go on.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { extensions, given, run, state } from './session.mjs';

const NOTE = 'brief.md';

await run(async (desk) => {
  const [extension] = readdirSync(extensions).filter((name) => name.startsWith('deskcheck'));
  rmSync(join(extensions, extension, 'server'), { recursive: true });

  for (const [name, program] of Object.entries(given.servers)) {
    await desk.open(lay(name, program), NOTE);
    await desk.step(name, async (window) => {
      const buttons = await said(window);
      await desk.picture(name);
      return { buttons, typed: await typed(window), toasts: window.toasts };
    });
  }

  await desk.open(lay('chosen', null), NOTE);
  await desk.step('chosen', async (window) => {
    await said(window);
    await window.click('.notification-toast .monaco-button', 'Choose Program…');
    const input = await window.see('.quick-input-widget input');
    // Until it lists the folder that it begins with, the dialog writes over what is typed.
    await window.see('.quick-input-list .label-name');
    await input.fill(given.chosen);
    await window.click('.quick-input-list .label-name', basename(given.chosen));
    await window.untilAnySquiggle();
    return { toasts: window.toasts };
  });

  await desk.open(lay('dies', given.dies.program), NOTE);
  await desk.step('dies', async (window) => {
    await window.untilAnySquiggle();
    process.kill(Number(readFileSync(given.dies.id, 'utf8')), 'SIGKILL');
    const buttons = await said(window);
    await window.gone('.monaco-editor [class*="squiggly-"]');
    await desk.picture('dies');
    await window.click('.notification-toast .monaco-button', 'Restart');
    await window.untilAnySquiggle();
    return { buttons, toasts: window.toasts };
  });
});

/** Waits for a message; the buttons under it. */
async function said(window) {
  await window.see('.notification-toast');
  return window.texts('.notification-toast .monaco-button');
}

/** A copy of the brief, and another note, in a folder whose settings name a server; none where there is no program. */
function lay(name, program) {
  const folder = join(state, 'desks', name.replaceAll(' ', '-'));
  cpSync(given.folder, folder, { recursive: true });
  writeFileSync(join(folder, 'second.md'), '# Another note\n');
  mkdirSync(join(folder, '.vscode'));
  const settings = program === null ? {} : { 'deskcheck.server.path': program };
  writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
  return folder;
}

/** What an analyst who goes on writing gets to see, in the note and in the next. */
async function typed(window) {
  const lines = [];
  for (const note of [NOTE, 'second.md']) {
    await window.openFile(note);
    await window.press('Control+End');
    await window.page.keyboard.type('And so on.');
    await window.box('And so on.');
    lines.push((await window.cursor()).text);
  }
  return lines;
}
