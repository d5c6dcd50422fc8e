// The view "Sources": the documents behind the current note, or behind the workspace, and what could not be read.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Notes } from './notes';
import { opening } from './places';
import type { Source, Unread } from './protocol';
import { numbered, published, standing, timesCited } from './rows';
import type { Session } from './session';
import { ServerTree, type Row } from './tree';
import { counted } from './words';

export function sourcesView(session: Session, notes: Notes): vscode.Disposable {
  return new ServerTree(
    'deskcheck.sources',
    session,
    notes,
    (note, token) => session.ask('deskcheck/sources', note ? { textDocument: { uri: note.toString() } } : {}, token),
    ({ sources, problems }, note) => [...sources.map((source) => sourceRow(source, note)), ...unreadRows(problems)],
  );
}

function sourceRow(source: Source, note: vscode.Uri | undefined): Row {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const cited = note !== undefined && source.cited.length > 0;
  const item = new vscode.TreeItem(source.key, cited ? Collapsed : None);
  item.id = source.uri;
  item.description = standing(source, note !== undefined);
  item.tooltip = tooltip(source, note !== undefined);
  item.iconPath = new vscode.ThemeIcon(cited ? 'bookmark' : 'file-text');
  item.command = opening(source.uri);
  item.contextValue = 'source';
  item.accessibilityInformation = { label: `${item.label}, ${item.description}` };
  return { item, rows: () => (cited ? citationRows(source, note) : []) };
}

function citationRows(source: Source, note: vscode.Uri): Row[] {
  return source.cited.map((range, index) => {
    const item = new vscode.TreeItem(`Line ${range.start.line + 1}`);
    item.id = `${source.uri} ${index}`;
    item.description = basename(note.path);
    item.iconPath = new vscode.ThemeIcon('quote');
    item.command = opening(note.toString(), range);
    item.contextValue = 'citation';
    return { item };
  });
}

/** One row that holds the files that could not be read. */
function unreadRows(problems: Unread[]): Row[] {
  if (problems.length === 0) {
    return [];
  }
  const item = new vscode.TreeItem('Not read', vscode.TreeItemCollapsibleState.Expanded);
  item.id = 'unread';
  item.description = counted(problems.length, 'file');
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'));
  const ids = numbered(problems, ({ uri }) => `unread ${uri}`);
  return [{ item, rows: () => problems.map((problem, index) => unreadRow(problem, ids[index])) }];
}

function unreadRow({ uri, message }: Unread, id?: string): Row {
  const { fsPath } = vscode.Uri.parse(uri);
  const item = new vscode.TreeItem(basename(fsPath));
  item.id = id;
  item.description = message;
  item.tooltip = `${fsPath} ${message}`;
  item.iconPath = new vscode.ThemeIcon('file');
  item.command = opening(uri);
  return { item };
}

function tooltip(source: Source, inNote: boolean): string {
  const lines = [
    source.title ?? source.key,
    [source.publisher, source.author, published(source)].filter(Boolean).join(', '),
    [source.grade && `graded ${source.grade}`, source.retracted && 'retracted', source.leftOut].filter(Boolean).join(', '),
    `@${source.key}`,
    `${counted(source.figures, 'figure')}${inNote ? `, ${timesCited(source)}` : ''}`,
  ];
  return lines.filter(Boolean).join('\n');
}
