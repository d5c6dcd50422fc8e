// The command "Choose Server Program": a dialog that writes the setting, and starts what was chosen.

import * as vscode from 'vscode';
import type { Session } from './session';

export async function chooseServer(session: Session): Promise<void> {
  const title = 'The deskcheck program';
  const chosen = await vscode.window.showOpenDialog({ title, openLabel: 'Start', canSelectMany: false });
  const path = chosen?.[0]?.fsPath;
  if (path === undefined) {
    return;
  }
  const settings = vscode.workspace.getConfiguration('deskcheck');
  if (path === settings.get('server.path')) {
    await session.restart();
    return;
  }
  // The server is started again when the setting changes. A workspace's own setting wins, so it is the one to change.
  const own = settings.inspect('server.path')?.workspaceValue !== undefined && vscode.workspace.isTrusted;
  const target = own ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await settings.update('server.path', path, target);
}
