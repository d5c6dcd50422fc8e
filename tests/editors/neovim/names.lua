--- An analyst and one name: every spelling of it highlighted, another spelling for all of them, a name completed.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

require('deskcheck').setup({ cmd = { vim.env.DESKCHECK_BIN, 'lsp' } })

--- The words under every highlight of references.
local function highlighted(bufnr)
  local words = {}
  for name, space in pairs(vim.api.nvim_get_namespaces()) do
    if name:find('lsp') and name:find('references') then
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(bufnr, space, 0, -1, { details = true })) do
        local row, column, details = mark[2], mark[3], mark[4]
        words[#words + 1] = vim.api.nvim_buf_get_text(bufnr, row, column, details.end_row, details.end_col, {})[1]
      end
    end
  end
  return words
end

local function text(bufnr)
  return table.concat(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), '\n')
end

S.run(function(note)
  S.need_judged(note)
  local client = vim.lsp.get_clients({ bufnr = note, name = 'deskcheck' })[1]

  S.put_cursor(note, case.spelling)
  vim.lsp.buf.document_highlight()
  S.need('highlights', function()
    return #highlighted(note) > 0
  end)
  seen.highlighted = highlighted(note)

  local before = text(note)
  vim.lsp.buf.rename(case.new_spelling)
  S.need('the new name', function()
    return text(note) ~= before
  end)
  seen.renamed = vim.api.nvim_buf_get_lines(note, 0, -1, false)
  vim.cmd('silent undo')
  seen.undone = text(note) == before

  vim.api.nvim_buf_set_lines(note, -1, -1, false, { '', case.typed })
  vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(note), #case.typed })
  vim.cmd('startinsert!')
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params.position.character = #case.typed
  local answer = client:request_sync('textDocument/completion', params, 60000, note)
  seen.completion = answer and answer.result
  seen.resolved = client:request_sync('completionItem/resolve', answer.result.items[1], 60000, note).result
end)
