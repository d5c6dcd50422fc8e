// The view "Claims": the figures of the current note by verdict, each with the passages it was compared with.

import * as vscode from 'vscode';
import type { Notes } from './notes';
import type { Claim, Evidence, Verdict } from './protocol';
import { opening } from './places';
import { finding, grouped, numbered, origin, type Group } from './rows';
import type { Session } from './session';
import { ServerTree, type Row } from './tree';
import { CALLED } from './words';

/** Shapes differ, so that nothing depends on colours. */
const ICONS: Record<Verdict, [icon: string, color: string]> = {
  contradicted: ['warning', 'problemsWarningIcon.foreground'],
  disputed: ['info', 'problemsInfoIcon.foreground'],
  outdated: ['history', 'problemsInfoIcon.foreground'],
  imprecise: ['symbol-ruler', 'problemsInfoIcon.foreground'],
  supported: ['pass', 'testing.iconPassed'],
  unverified: ['circle-outline', 'disabledForeground'],
};

export function claimsView(session: Session, notes: Notes): vscode.Disposable {
  return new ServerTree(
    'deskcheck.claims',
    session,
    notes,
    async (note, token) => (note ? session.ask('deskcheck/claims', { textDocument: { uri: note.toString() } }, token) : null),
    ({ claims }, note) => (note ? grouped(claims).map((group) => groupRow(group, note)) : []),
  );
}

function groupRow(group: Group, note: vscode.Uri): Row {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(group.label, group.verdict === 'unverified' ? Collapsed : Expanded);
  item.id = `${note.toString()} ${group.verdict}`;
  item.description = String(group.claims.length);
  item.iconPath = icon(group.verdict);
  item.contextValue = 'verdict';
  item.accessibilityInformation = { label: `${group.label}: ${group.claims.length}` };
  const ids = numbered(group.claims, (claim) => `${item.id} ${claim.words}`);
  return { item, rows: () => group.claims.map((claim, index) => claimRow(claim, note, ids[index])) };
}

function claimRow(claim: Claim, note: vscode.Uri, id?: string): Row {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(claim.words, claim.passages.length > 0 ? Collapsed : None);
  item.id = id;
  const line = lineOf(note, claim.range.start.line);
  item.description = finding(claim) ?? line;
  item.tooltip = claim.message ?? line;
  item.iconPath = icon(claim.verdict);
  item.command = opening(note.toString(), claim.range);
  item.contextValue = 'claim';
  item.accessibilityInformation = { label: `${claim.words}, ${CALLED[claim.verdict]}: ${item.description}` };
  const ids = numbered(claim.passages, (passage) => `${id} ${passage.document}`);
  return { item, rows: () => claim.passages.map((passage, index) => passageRow(passage, ids[index])) };
}

function passageRow(passage: Evidence, id?: string): Row {
  const item = new vscode.TreeItem(passage.words);
  item.id = id;
  item.description = origin(passage);
  item.tooltip = new vscode.MarkdownString().appendText(passage.sentence).appendText(`\n\n${origin(passage)}`);
  item.iconPath = new vscode.ThemeIcon(passage.agrees ? 'check' : 'close');
  item.command = opening(passage.uri, passage.range);
  item.contextValue = 'passage';
  const said = passage.agrees ? 'agrees' : 'differs';
  item.accessibilityInformation = { label: `${said}: ${passage.words}, ${item.description}. ${passage.sentence}` };
  return { item };
}

function icon(verdict: Verdict): vscode.ThemeIcon {
  const [id, color] = ICONS[verdict];
  return new vscode.ThemeIcon(id, new vscode.ThemeColor(color));
}

/** The text of a line of an open note. */
function lineOf(note: vscode.Uri, line: number): string {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === note.toString());
  return document !== undefined && line < document.lineCount ? document.lineAt(line).text.trim() : '';
}
