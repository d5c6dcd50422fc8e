--- :checkhealth deskcheck

local M = {}

function M.check()
  vim.health.start('deskcheck')
  if vim.fn.has('nvim-0.11') == 0 then
    vim.health.error('Neovim 0.11 or newer is needed.')
    return
  end
  local program = require('deskcheck').cmd[1]
  if vim.fn.executable(program) == 0 then
    vim.health.error(('`%s` was not found.'):format(program), {
      'Put the program deskcheck on PATH,',
      "or: require('deskcheck').setup({ cmd = { '/path/to/deskcheck', 'lsp' } })",
    })
  else
    vim.health.ok(('Server: `%s`'):format(vim.fn.exepath(program)))
  end
  if not vim.lsp.is_enabled('deskcheck') then
    vim.health.warn("Not enabled: call require('deskcheck').setup({}).")
  end
  for _, client in ipairs(vim.lsp.get_clients({ name = 'deskcheck' })) do
    vim.health.ok(('Running in %s'):format(client.root_dir or '(no folder)'))
  end
end

return M
