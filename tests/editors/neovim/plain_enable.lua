--- Without setup(): `vim.lsp.enable('deskcheck')` alone starts the server found on PATH.

local S = dofile(vim.env.DESKCHECK_SESSION)

vim.lsp.enable('deskcheck')

S.run(function(note)
  S.need('the server to attach', function()
    local client = vim.lsp.get_clients({ bufnr = note, name = 'deskcheck' })[1]
    return client and client.initialized
  end)
  S.seen.keys = {}
  for _, key in ipairs({ 'K', 'gra', 'grn', 'grr' }) do
    S.seen.keys[key] = vim.fn.maparg(key, 'n', false, true).desc
  end
  S.seen.tagfunc = vim.bo.tagfunc
  S.seen.root = vim.lsp.get_clients({ bufnr = note })[1].root_dir
end)
