// A language server that calls itself Deskcheck, of a version to come, and knows nothing but how to start and to end.

let unread = Buffer.alloc(0);

process.stdin.on('data', (chunk) => {
  unread = Buffer.concat([unread, chunk]);
  for (let message = next(); message !== undefined; message = next()) {
    answer(message);
  }
});

/** The next message, taken from what was not read yet; none where it has not come whole. */
function next() {
  const head = unread.indexOf('\r\n\r\n');
  const length = Number(/Content-Length: (\d+)/i.exec(unread.subarray(0, Math.max(head, 0)).toString())?.[1]);
  const end = head + 4 + length;
  if (head < 0 || unread.length < end) {
    return undefined;
  }
  const message = JSON.parse(unread.subarray(head + 4, end).toString());
  unread = unread.subarray(end);
  return message;
}

function answer({ id, method }) {
  if (method === 'exit') {
    process.exit(0);
  }
  if (id === undefined) {
    return;
  }
  const result = method === 'initialize' ? { capabilities: {}, serverInfo: { name: 'deskcheck', version: '9.9.0' } } : null;
  const body = JSON.stringify({ jsonrpc: '2.0', id, result });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
