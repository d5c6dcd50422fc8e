// Where the server is. Never starts it.

import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

const PROGRAM = process.platform === 'win32' ? 'deskcheck.exe' : 'deskcheck';

/** The path of a server, or why there is none, in a sentence for the user. */
export type Found = { path: string; from: 'settings' | 'bundled' | 'PATH' } | { missing: string };

/**
 * The server to start: the one the settings name, else the one inside the extension, else the one on PATH.
 * A path in the settings that leads nowhere is an error of its own: another server must not take its place unseen.
 */
export function findServer(configured: string, extensionFolder: string, workspaceFolder: string | undefined): Found {
  if (configured.trim() !== '') {
    const path = absolute(configured.trim(), workspaceFolder);
    return isProgram(path)
      ? { path, from: 'settings' }
      : { missing: `deskcheck.server.path names ${path}, which is not a program that can be run.` };
  }
  const bundled = join(extensionFolder, 'server', PROGRAM);
  if (isProgram(bundled)) {
    return { path: bundled, from: 'bundled' };
  }
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, PROGRAM);
    if (folder !== '' && isProgram(path)) {
      return { path, from: 'PATH' };
    }
  }
  return { missing: 'The program deskcheck is neither in this extension nor on PATH: install it, or set deskcheck.server.path.' };
}

function absolute(path: string, workspaceFolder: string | undefined): string {
  if (path === '~' || path.startsWith('~/') || path.startsWith('~\\')) {
    return join(homedir(), path.slice(1));
  }
  return isAbsolute(path) || workspaceFolder === undefined ? path : join(workspaceFolder, path);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
