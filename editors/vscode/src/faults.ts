// What the user must know of a server that does not do: one message, once, with buttons that mend it.

import * as vscode from 'vscode';

/** What can be done about a fault. */
export type Remedy = 'restart' | 'choose' | 'log' | 'workspaceFile';

const BUTTONS: Record<Remedy, [title: string, command: string]> = {
  restart: ['Restart', 'deskcheck.restart'],
  choose: ['Choose Program…', 'deskcheck.chooseServer'],
  log: ['Show Log', 'deskcheck.showLog'],
  workspaceFile: ['Open Workspace File', 'deskcheck.openWorkspaceFile'],
};

export interface Fault {
  /** A sentence or two: what happened, where, what to do. */
  message: string;
  remedies: Remedy[];
}

export class Faults {
  private readonly told = new Set<string>();

  /** Shows a fault, unless it was shown before. */
  async tell({ message, remedies }: Fault): Promise<void> {
    if (this.told.has(message)) {
      return;
    }
    this.told.add(message);
    const buttons = remedies.map((remedy) => BUTTONS[remedy]);
    const text = message.startsWith('Deskcheck') ? message : `Deskcheck: ${message}`;
    const chosen = await vscode.window.showWarningMessage(text, ...buttons.map(([title]) => title));
    const command = buttons.find(([title]) => title === chosen)?.[1];
    if (command !== undefined) {
      await vscode.commands.executeCommand(command);
    }
  }

  /** The user tries again: what is still wrong may be said again. */
  forget(): void {
    this.told.clear();
  }
}
