// A tree of what the server says of the current note: asked for only while it is seen, shown anew only where it differs.

import * as vscode from 'vscode';
import type { Notes } from './notes';
import type { Session } from './session';

/** Changes that come faster than this are shown together, in milliseconds. */
const PAUSE = 150;

/** A row. Its item's id is that of the row before that said the same, so that the tree stays unfolded and selected as it is. */
export interface Row {
  item: vscode.TreeItem;
  rows?: () => Row[];
}

export class ServerTree<Answer> implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[];
  private readonly view: vscode.TreeView<Row>;
  private shown = '';
  private rows: Row[] = [];
  private timer: NodeJS.Timeout | undefined;
  private asked: vscode.CancellationTokenSource | undefined;
  readonly onDidChangeTreeData = this.changed.event;

  /**
   * @param ask what the server says; `undefined` where it does not, and then the tree stays as it is
   * @param rowsOf the topmost rows for an answer; none where the answer is `null`
   */
  constructor(
    id: string,
    session: Session,
    notes: Notes,
    private readonly ask: (note: vscode.Uri | undefined, token: vscode.CancellationToken) => Promise<Answer | null | undefined>,
    private readonly rowsOf: (answer: Answer, note: vscode.Uri | undefined) => Row[],
  ) {
    this.view = vscode.window.createTreeView(id, { treeDataProvider: this, showCollapseAll: true });
    const later = () => this.later(notes);
    this.subscriptions = [
      this.changed,
      this.view,
      this.view.onDidChangeVisibility(later),
      notes.onDidChange(later),
      session.onDidRead(later),
      session.onDidChange((state) => (state === 'running' ? later() : this.show(null, undefined))),
    ];
    later();
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return row.item;
  }

  getChildren(row?: Row): Row[] {
    return row === undefined ? this.rows : (row.rows?.() ?? []);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asked?.cancel();
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  private later(notes: Notes): void {
    clearTimeout(this.timer);
    if (this.view.visible) {
      this.timer = setTimeout(() => void this.refresh(notes.current), PAUSE);
    }
  }

  private async refresh(note: vscode.Uri | undefined): Promise<void> {
    this.asked?.cancel();
    const asked = (this.asked = new vscode.CancellationTokenSource());
    const answer = await this.ask(note, asked.token);
    if (!asked.token.isCancellationRequested && answer !== undefined) {
      this.show(answer, note);
    }
  }

  private show(answer: Answer | null, note: vscode.Uri | undefined): void {
    const shown = JSON.stringify([answer, note]);
    if (shown !== this.shown) {
      this.shown = shown;
      this.rows = answer === null ? [] : this.rowsOf(answer, note);
      this.changed.fire();
    }
  }
}
