// Files found upward from a note, as the server finds them.

import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest file of this name in `folder` or above it. */
export function findUpward(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) {
    return path;
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : findUpward(parent, name);
}

/** The folder of documents that the server takes by itself, by name. */
export function usualCorpus(folder: string): string | undefined {
  return ['sources', 'corpus'].find((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory());
}

/** The folders in `folder` that documents may be in, by name. */
export function subfolders(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.filter((name) => !name.startsWith('.') && name !== 'node_modules').sort();
}
