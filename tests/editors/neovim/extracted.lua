--- An analyst follows a figure into a web page, and tries to write there.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

require('deskcheck').setup({ cmd = { vim.env.DESKCHECK_BIN, 'lsp' } })

S.run(function(note)
  S.need_judged(note)
  S.put_cursor(note, case.figure)
  vim.lsp.buf.definition()
  S.need('the document', function()
    return vim.api.nvim_get_current_buf() ~= note
  end)
  seen.file = vim.fn.expand('%:t')
  seen.text = vim.api.nvim_get_current_line():sub(vim.api.nvim_win_get_cursor(0)[2] + 1)
  seen.readonly = vim.bo.readonly
  seen.modifiable = vim.bo.modifiable
end)
