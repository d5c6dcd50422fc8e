--- A server that is none, or not ours: what is said, how often, and whether notes can still be written.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

S.listen()
if case.plainly then
  vim.lsp.config('deskcheck', { cmd = case.cmd })
  vim.lsp.enable('deskcheck')
else
  require('deskcheck').setup({ cmd = case.cmd })
end

S.run(function()
  S.need('a message', function()
    return #seen.notified > 0
  end)
  vim.cmd.edit('second.md')
  vim.cmd.edit('third.md')
  S.need('the server', function()
    return not case.stays or #vim.lsp.get_clients() > 0
  end)
  S.need('the programs to end', function()
    return case.stays or #vim.lsp.get_clients({ _uninitialized = true }) == 0
  end)
  S.settle()
  if case.asks then
    vim.cmd('Deskcheck claims')
    S.need('another message', function()
      return #seen.notified > 1
    end)
  end
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'still to be written' })
  vim.cmd('silent write')
  seen.written = vim.fn.readfile('third.md')
  seen.clients = #vim.lsp.get_clients()
end)
