// The settings as the server takes them: `initializationOptions` of the shape of `deskcheck.toml`.

import type { WorkspaceConfiguration } from 'vscode';

/** What stands in `deskcheck.toml`, by its own key names. A key that is not set is absent. */
export interface InitializationOptions {
  corpus?: string[];
  cards?: string[];
  bibliography?: string[];
  'as-of'?: string;
  ignore?: string[];
  rules?: Record<string, string>;
  editor?: Record<string, boolean>;
}

/** What is shown in a note unasked: the setting and its key. */
const MARKS = [
  ['inlayHints', 'inlay-hints'],
  ['codeLens', 'code-lens'],
] as const;

export function initializationOptions(settings: WorkspaceConfiguration): InitializationOptions {
  const options: InitializationOptions = {};
  for (const key of ['corpus', 'cards', 'bibliography', 'ignore'] as const) {
    const list = settings.get<string[]>(key, []);
    if (list.length > 0) {
      options[key] = list;
    }
  }
  const asOf = settings.get<string>('asOf', '').trim();
  if (asOf !== '') {
    options['as-of'] = asOf;
  }
  const rules = settings.get<Record<string, string>>('rules', {});
  if (Object.keys(rules).length > 0) {
    options.rules = { ...rules };
  }
  const off = MARKS.filter(([setting]) => !settings.get<boolean>(setting, true));
  if (off.length > 0) {
    options.editor = Object.fromEntries(off.map(([, key]) => [key, false]));
  }
  return options;
}
