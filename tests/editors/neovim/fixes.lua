--- An analyst takes the source's figure over into the note, and takes that back.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

require('deskcheck').setup({ cmd = { vim.env.DESKCHECK_BIN, 'lsp' } })

S.run(function(note)
  S.need_judged(note)
  local row = S.find(note, case.figure)
  local function warned()
    return #vim.tbl_filter(function(found)
      return found.code == case.rule
    end, vim.diagnostic.get(note, { lnum = row })) > 0
  end
  S.need('the warning', warned)

  local before = vim.api.nvim_buf_get_lines(note, 0, -1, false)
  S.put_cursor(note, case.figure)
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return vim.startswith(action.title, case.action)
    end,
  })
  S.need('the warning to go', function()
    return not warned()
  end)
  seen.line = vim.api.nvim_buf_get_lines(note, row, row + 1, false)[1]

  vim.cmd('silent undo')
  S.need('the warning to come back', warned)
  seen.undone = vim.deep_equal(before, vim.api.nvim_buf_get_lines(note, 0, -1, false))
end)
