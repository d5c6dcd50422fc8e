--- The plugin as it was installed by hand, found where Neovim looks for plugins: its help, its colours, its health.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

vim.opt.runtimepath:remove(vim.env.DESKCHECK_PLUGIN)
require('deskcheck').setup({})
vim.api.nvim_create_autocmd('FileType', {
  pattern = 'markdown',
  callback = function()
    vim.treesitter.start()
  end,
})

S.run(function(note)
  S.need_judged(note)
  vim.treesitter.get_parser(note):parse(true)
  local row, column = S.find(note, case.citation)
  seen.captures = vim.tbl_map(function(capture)
    return capture.capture
  end, vim.treesitter.get_captures_at_pos(note, row, column))
  seen.helped = pcall(vim.cmd.help, 'deskcheck')
  vim.cmd('checkhealth deskcheck')
  seen.health = vim.api.nvim_buf_get_lines(0, 0, -1, false)
end)
