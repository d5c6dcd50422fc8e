// Places in texts, and how an editor is sent there.

import * as vscode from 'vscode';
import type { Range } from './protocol';

const OPEN = 'deskcheck.open';

/** The command behind every row and link that leads to a text. It is in no menu. */
export function registerOpening(): vscode.Disposable {
  return vscode.commands.registerCommand(OPEN, open);
}

/** Opens a text with the range selected, in the column given, else in the active one. */
export async function open(uri: string, range?: Range, viewColumn?: vscode.ViewColumn): Promise<void> {
  const selection = range && toRange(range);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(uri), { selection, viewColumn });
}

/** What a click on a row does. */
export function opening(uri: string, range?: Range): vscode.Command {
  return { title: 'Open', command: OPEN, arguments: [uri, range] };
}

/** The address of a link that does the same. */
export function openingLink(uri: string, range: Range, viewColumn: vscode.ViewColumn): string {
  return `command:${OPEN}?${encodeURIComponent(JSON.stringify([uri, range, viewColumn]))}`;
}

/** The commands that links may have. */
export const LINKED: readonly string[] = [OPEN];

/** The protocol counts as the editor does: lines, and in a line UTF-16 units. */
function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
