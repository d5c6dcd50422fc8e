--- What :checkhealth says.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

S.listen()
if case.coloured then
  vim.opt.runtimepath:append(vim.env.DESKCHECK_NOTATION)
end
if case.cmd then
  require('deskcheck').setup({ cmd = case.cmd })
end

S.run(function(note)
  if case.runs then
    S.need('the server to attach', function()
      local client = vim.lsp.get_clients({ bufnr = note, name = 'deskcheck' })[1]
      return client and client.initialized
    end)
  end
  vim.cmd('checkhealth deskcheck')
  seen.health = vim.api.nvim_buf_get_lines(0, 0, -1, false)
end)
