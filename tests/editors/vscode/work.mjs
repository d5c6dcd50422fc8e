// An analyst's half hour with the sample brief: reads, follows sources, corrects, takes back, writes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { given, run } from './session.mjs';

const NOTE = 'brief.md';
const FILE = join(given.folder, NOTE);

await run(async (desk) => {
  const begin = Date.now();
  const window = await desk.open(given.folder, NOTE);
  const stands = Date.now();
  const note = readFileSync(FILE, 'utf8');

  /** A step that begins in the note, with the cursor on words of it. */
  const on = (name, words, act) =>
    desk.step(name, async () => {
      await window.show(NOTE);
      await window.goTo(place(note, words));
      return act();
    });
  const follow = async () => {
    await window.press('F12');
    await window.gone(`.tab.active[data-resource-name="${NOTE}"]`);
    return window.untilCursor();
  };

  await desk.step('first squiggle', async () => {
    await window.until(() => document.querySelector('.monaco-editor [class*="squiggly-"]') !== null);
    return { window: stands - begin, squiggle: Date.now() - stands };
  });

  await desk.step('marks', async () => {
    await window.see('.codelens-decoration', { hasText: 'verified' });
    await desk.picture('brief');
    return { lenses: await window.texts('.codelens-decoration'), lines: await window.texts('.monaco-editor .view-line') };
  });

  await on('squiggle', given.figure, async () => {
    await window.untilSquiggle(given.figure, true);
    await window.point(given.figure);
    const card = await window.hover();
    await desk.picture('squiggle');
    return { kinds: await window.squiggles(given.figure), card };
  });

  await on('hover', given.actor, async () => {
    await window.point(given.actor);
    const card = await window.hover();
    await desk.picture('hover');
    return { card, screen: window.page.viewportSize() };
  });

  await on('from figure', given.figure, async () => {
    const place = await follow();
    await desk.picture('from-figure');
    return place;
  });

  await on('from disputed figure', given.disputed_figure, async () => {
    await window.press('F12');
    await window.see('.peekview-widget .reference-zone-widget .monaco-list-row, .peekview-widget .monaco-list-row');
    const title = await window.texts('.peekview-widget .peekview-title');
    await desk.picture('from-disputed-figure');
    await window.press('Escape');
    return title;
  });

  await on('from citation', given.citation, follow);

  await on('from figure of a web page', given.web_figure, async () => {
    const place = await follow();
    await window.page.keyboard.type('x');
    const refusal = await window.see('.monaco-editor-overlaymessage');
    await desk.picture('web-page');
    return { ...place, refusal: await refusal.innerText() };
  });

  await on('quick fix', given.figure, async () => {
    await window.press('Control+.');
    const fix = await window.see('.action-widget .monaco-list-row', { hasText: given.right_figure });
    const offered = await window.texts('.action-widget .monaco-list-row');
    await desk.picture('quick-fix');
    await fix.click();
    await window.box(given.right_figure);
    await window.untilSquiggle(given.right_figure, false);
    const fixed = await window.cursor();
    await window.press('Control+Z');
    await window.untilSquiggle(given.figure, true);
    return { offered, fixed, undone: await window.cursor() };
  });

  await on('rename', given.spelling, async () => {
    await window.press('F2');
    const input = await window.see('.rename-box input');
    await desk.picture('rename');
    await input.fill(given.new_spelling);
    await window.press('Enter');
    await window.save();
    const renamed = readFileSync(FILE, 'utf8');
    await window.press('Control+Z');
    await window.save();
    return { renamed, undone: readFileSync(FILE, 'utf8') === note };
  });

  await on('completion', note.trimEnd().slice(-1), async () => {
    await window.press('Control+End', 'Enter');
    await window.page.keyboard.type(given.typed);
    await window.see('.suggest-widget.visible .monaco-list-row', { hasText: given.offered });
    const offered = await window.texts('.suggest-widget.visible .monaco-list-row');
    await desk.picture('completion');
    await window.press('Escape');
    await window.command('File: Revert File');
    return offered;
  });

  await desk.step('activation', async () => {
    await window.command('Developer: Show Running Extensions');
    const row = await window.see('.runtime-extensions-editor .monaco-list-row', { hasText: 'Deskcheck' });
    await desk.picture('running-extensions');
    return row.innerText();
  });

  await desk.step('quiet', () => desk.complaints());
}, { 'workbench.colorTheme': 'Default Light Modern' });

/** Where words first stand in a text: line and column, from 1, just behind their first letter. */
function place(text, words) {
  const before = text.slice(0, text.indexOf(words) + 1).split('\n');
  return { line: before.length, column: before.at(-1).length + 1 };
}
