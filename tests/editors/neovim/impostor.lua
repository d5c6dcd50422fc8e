--- A program in the server's place, for `nvim -l impostor.lua WAY NAME VERSION lsp`. With `--version` in place of `lsp` it says
--- who it is. The ways:
---
--- crash: ends before it says anything else.
--- answer: is a server that can do nothing.
--- fall: is one that ends at the first note.

local way, name, version, command = arg[1], arg[2], arg[3], arg[4]

local function read_message()
  local length
  for line in io.stdin:lines() do
    line = line:gsub('\r$', '')
    if line == '' then
      return length and vim.json.decode(io.stdin:read(length))
    end
    length = tonumber(line:match('^Content%-Length: (%d+)')) or length
  end
end

local function answer(message, result)
  local body = vim.json.encode({ jsonrpc = '2.0', id = message.id, result = result })
  io.stdout:write(('Content-Length: %d\r\n\r\n%s'):format(#body, body))
  io.stdout:flush()
end

if command == '--version' then
  io.stdout:write(name, ' ', version, '\n')
  os.exit(0)
elseif way == 'crash' then
  io.stderr:write('cannot begin\n')
  os.exit(3)
end

for message in read_message do
  if message.method == 'initialize' then
    answer(message, {
      capabilities = { textDocumentSync = { openClose = true, change = 1 } },
      serverInfo = { name = name, version = version },
    })
  elseif message.method == 'textDocument/didOpen' and way == 'fall' then
    os.exit(7)
  elseif message.method == 'exit' then
    os.exit(0)
  elseif message.id then
    answer(message, vim.NIL)
  end
end
