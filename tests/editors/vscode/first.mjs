// An analyst's first minute: a folder that nobody has vouched for yet, the walkthrough, and a workspace file of one's own.

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { given, run } from './session.mjs';

const NOTE = 'brief.md';
const FILE = join(given.folder, 'deskcheck.toml');

await run(async (desk) => {
  await desk.open(given.folder, NOTE);

  await desk.step('untrusted', async (window) => {
    await window.see('.part.banner', { hasText: 'Restricted Mode' });
    await window.untilAnySquiggle();
    await desk.picture('untrusted');
    return { banner: await window.texts('.part.banner'), ran: existsSync(given.mark) };
  });

  await desk.step('trusted', async (window) => {
    await window.click('.part.banner', 'Manage');
    await window.click('.workspace-trust-editor .monaco-button', 'Trust');
    await desk.until(() => existsSync(given.mark), `${given.mark} to be there`);
    await window.page.locator('.workspace-trust-editor').press('Escape');
    await window.gone('.workspace-trust-editor');
  });

  await desk.step('walkthrough', async (window) => {
    await window.command('View: Toggle Primary Side Bar Visibility');
    await window.command('Welcome: Open Walkthrough...');
    await window.pick('Check a brief', given.walkthrough);
    await window.see('.getting-started-step');
    const steps = await window.texts('.getting-started-step .step-title');
    await window.page.locator('.getting-started-step').nth(2).click();
    await window.webview().locator('img, p').first().waitFor({ state: 'visible' });
    await desk.picture('walkthrough');
    return steps;
  });

  await desk.step('workspace file', async (window) => {
    rmSync(FILE);
    const last = window.page.locator('.getting-started-step').last();
    await last.click();
    await window.click('.getting-started-step .monaco-button', 'Open Workspace File');
    const folder = await window.see('.quick-input-list .monaco-list-row', { hasText: 'sources' });
    await desk.picture('workspace-file-question');
    await folder.click();
    await window.see('.tab.active[data-resource-name="deskcheck.toml"]');
    await desk.picture('workspace-file');
    await window.show(NOTE);
    await window.untilAnySquiggle();
    await window.page.locator('.tab[aria-label^="Welcome"]').click();
    await last.locator('.codicon-getting-started-step-checked').waitFor({ state: 'visible' });
    await desk.picture('walkthrough-done');
    return readFileSync(FILE, 'utf8');
  });

  await desk.step('quiet', () => desk.complaints());

  await desk.open(given.archive, NOTE);
  await desk.step('archive', async (window) => {
    const watching = await window.page.evaluateHandle(() => screenOf.watch());
    await window.see('.statusbar-item[id*="deskcheck"]', { hasText: 'verified' });
    await desk.picture('archive');
    const { status } = await watching.evaluate((end) => end());
    return status;
  });
}, { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' });
