--- No server: said once, whatever number of notes is opened, and every note stays editable.

local S = dofile(vim.env.DESKCHECK_SESSION)

S.seen.notified = {}
vim.notify = function(message, level)
  table.insert(S.seen.notified, { message = message, level = level })
end
require('deskcheck').setup({ cmd = { 'no-such-deskcheck', 'lsp' } })

S.run(function()
  vim.cmd.edit('second.md')
  vim.cmd.edit('third.md')
  S.need('the message', function()
    return #S.seen.notified > 0
  end)
  vim.cmd.edit('fourth.md')
  -- A second message would already stand in the queue before this one.
  local reached = false
  vim.schedule(function()
    reached = true
  end)
  S.need('the queue to empty', function()
    return reached
  end)
  S.seen.clients = #vim.lsp.get_clients()
end)
