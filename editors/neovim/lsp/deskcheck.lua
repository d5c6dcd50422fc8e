--- Read by vim.lsp.enable('deskcheck') where setup() was not called.

-- A command of the user's own that cannot be run is passed over by Neovim without a word.
vim.schedule(function()
  local cmd = vim.lsp.is_enabled('deskcheck') and vim.lsp.config.deskcheck.cmd
  if type(cmd) == 'table' and vim.fn.executable(cmd[1]) == 0 then
    require('deskcheck.server').name_missing(cmd)
  end
end)

return require('deskcheck').config()
