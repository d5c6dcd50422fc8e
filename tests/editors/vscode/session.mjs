// What the sessions here share: VS Code in a browser, steps that do not hide one another, and handing over what was seen.
// Nothing here judges: the observations go to a file as JSON, and the Rust test asserts.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Window } from './window.mjs';

/** Longest wait for one thing, in milliseconds; only a failing session ever takes it. */
const PATIENCE = 30_000;

/** What VS Code would otherwise say or do unasked, or show differently from day to day. */
const QUIET = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'editor.cursorBlinking': 'solid',
  'editor.hover.delay': 100,
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const env = process.env;
export const given = JSON.parse(readFileSync(env.DESKCHECK_CASE, 'utf8'));
const seen = { steps: {} };
export const state = env.DESKCHECK_STATE;
export const extensions = join(state, 'extensions');
const userData = join(state, 'vscode');

/**
 * Plays a session in a window of VS Code with the extension installed, writes what was seen, and ends all that it started.
 * `settings` are the user's own.
 */
export async function run(session, settings = {}) {
  const started = [];
  try {
    seen.installed = install(env.DESKCHECK_PACKAGE);
    writeSettings(settings);
    const server = await startCodeServer();
    started.push(server.end);
    const browser = await startBrowser();
    started.push(() => browser.close());
    await session(new Desk(browser, server.address));
  } catch (error) {
    seen.error = said(error);
  } finally {
    for (const end of started.reverse()) {
      await end();
    }
    writeFileSync(env.DESKCHECK_SEEN, JSON.stringify(seen, null, 1));
  }
}

/** The user's settings, from now on. */
function writeSettings(settings) {
  mkdirSync(join(userData, 'User'), { recursive: true });
  writeFileSync(join(userData, 'User/settings.json'), JSON.stringify({ ...QUIET, ...settings }));
}

/** What VS Code says to a package. */
function install(vsix) {
  const arguments_ = [env.DESKCHECK_CODE_SERVER, ...folders(), '--install-extension', vsix];
  const { status, stdout, stderr } = spawnSync(process.execPath, arguments_, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${vsix} was not installed: ${stdout}${stderr}`);
  }
  return stdout.trim();
}

function folders() {
  return ['--config', join(state, 'no-config.yaml'), '--user-data-dir', userData, '--extensions-dir', extensions];
}

/** VS Code on a port that was free. */
async function startCodeServer() {
  const quiet = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'];
  const arguments_ = [env.DESKCHECK_CODE_SERVER, ...folders(), ...quiet, '--bind-addr', '127.0.0.1:0'];
  // No marketplace is asked for anything.
  const environment = { ...env, EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }) };
  const child = spawn(process.execPath, arguments_, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const address = await new Promise((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`code-server ended (${code}): ${text}`)));
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const listening = /listening on (http:\/\/[^\s/]+)/.exec(text);
      if (listening) {
        resolve(listening[1]);
      }
    });
  });
  const end = async () => {
    child.kill();
    await ended;
  };
  return { address, end };
}

/** A browser that reaches this machine and nothing else. */
function startBrowser() {
  return chromium.launch({
    executablePath: env.DESKCHECK_BROWSER,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

/** Windows of one VS Code, and what was seen in them. */
class Desk {
  #browser;
  #address;
  #window;

  constructor(browser, address) {
    this.#browser = browser;
    this.#address = address;
  }

  /** Opens a folder in a window of its own, which is the one looked at from now on; the last one is closed. */
  async open(folder, note) {
    await this.#window?.close();
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: 1.5,
      locale: 'en-US',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(PATIENCE);
    this.#window = new Window(await context.newPage());
    await this.#window.open(this.#address, folder, note);
    return this.#window;
  }

  /** One thing that the analyst does and sees; when it fails, the next begins with everything closed. */
  async step(name, act) {
    const begin = Date.now();
    try {
      seen.steps[name] = { seen: (await act(this.#window)) ?? null };
    } catch (error) {
      seen.steps[name] = { error: said(error), picture: await this.picture(`failed ${name}`), console: this.#window.console.slice(-20) };
      await this.#window.recover();
    }
    seen.steps[name].took = Date.now() - begin;
  }

  /** Waits for something outside of the window. */
  async until(condition, what) {
    for (const end = Date.now() + PATIENCE; !condition(); ) {
      if (Date.now() > end) {
        throw new Error(`waited in vain for ${what}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** What the extension has said so far that nobody asked for: messages, errors in the browser, warnings in the log. */
  complaints() {
    const ofOurs = (line) => /^(error|warning): /.test(line) && /deskcheck/i.test(line);
    const isNormal = (line) => line === '' || line.includes(' [info] ');
    const own = linesOfLogs('Deskcheck.log').filter((line) => !isNormal(line));
    const hosts = linesOfLogs('remoteexthost.log').filter((line) => /\[error\].*deskcheck/i.test(line));
    return {
      toasts: this.#window.toasts,
      console: this.#window.console.filter(ofOurs),
      log: [...own, ...hosts],
    };
  }

  /** Keeps what the window shows. */
  async picture(name) {
    const path = join(env.DESKCHECK_PICTURES, `${name.replaceAll(' ', '-')}.png`);
    await this.#window.page.screenshot({ path, caret: 'initial', animations: 'disabled' });
    return path;
  }
}

/** The lines of all logs that are called so. */
function linesOfLogs(name) {
  const files = readdirSync(join(userData, 'logs'), { recursive: true, encoding: 'utf8' });
  const logs = files.filter((file) => file.endsWith(name));
  if (logs.length === 0) {
    throw new Error(`there is no ${name}`);
  }
  return logs.flatMap((file) => readFileSync(join(userData, 'logs', file), 'utf8').split('\n'));
}

function said(error) {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
