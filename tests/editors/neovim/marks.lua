--- An analyst looks at what stands in the note unasked: hints, lenses, outline, folds, colours; clicks a lens, types a citation.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

require('deskcheck').setup({ cmd = { vim.env.DESKCHECK_BIN, 'lsp' } })

--- What virtual text of a kind says, by row from 0.
local function virtual(bufnr, kind)
  local texts = {}
  for name, space in pairs(vim.api.nvim_get_namespaces()) do
    if name:find(kind, 1, true) then
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(bufnr, space, 0, -1, { details = true })) do
        local words = {}
        for _, chunk in ipairs(mark[4].virt_text or {}) do
          words[#words + 1] = chunk[1]
        end
        for _, line in ipairs(mark[4].virt_lines or {}) do
          for _, chunk in ipairs(line) do
            words[#words + 1] = chunk[1]
          end
        end
        texts[#texts + 1] = { row = mark[2], text = table.concat(words) }
      end
    end
  end
  return texts
end

S.run(function(note)
  S.need_judged(note)

  vim.lsp.inlay_hint.enable(true, { bufnr = note })
  S.need('inlay hints', function()
    vim.cmd.redraw()
    return #virtual(note, 'inlayhint') > 0
  end)
  seen.hints = virtual(note, 'inlayhint')

  if vim.lsp.codelens.enable then
    vim.lsp.codelens.enable(true, { bufnr = note })
  else
    vim.lsp.codelens.refresh({ bufnr = note })
  end
  S.need('lenses', function()
    vim.cmd.redraw()
    return #virtual(note, 'codelens') > 0
  end)
  seen.lenses = virtual(note, 'codelens')
  S.put_cursor(note, case.heading)
  local before = vim.api.nvim_win_get_cursor(0)
  vim.lsp.codelens.run()
  S.need('the figure behind the lens', function()
    return not vim.deep_equal(vim.api.nvim_win_get_cursor(0), before)
  end)
  seen.shown = vim.api.nvim_get_current_line()

  vim.lsp.buf.document_symbol({
    on_list = function(list)
      seen.symbols = vim.tbl_map(function(item)
        return item.text
      end, list.items)
    end,
  })
  S.need('symbols', function()
    return seen.symbols
  end)

  if vim.lsp.foldexpr then
    vim.wo.foldmethod = 'expr'
    vim.wo.foldexpr = 'v:lua.vim.lsp.foldexpr()'
    S.need('folds', function()
      vim.cmd.redraw()
      return vim.fn.foldlevel(S.find(note, case.heading) + 1) > 0
    end)
  end

  local row, column = S.find(note, case.figure)
  S.need('colours', function()
    local tokens = vim.lsp.semantic_tokens.get_at_pos(note, row, column)
    return tokens and #tokens > 0
  end)
  seen.token = vim.lsp.semantic_tokens.get_at_pos(note, row, column)[1]

  vim.api.nvim_buf_set_lines(note, -1, -1, false, { '', case.typed })
  vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(note), #case.typed })
  local client = vim.lsp.get_clients({ bufnr = note, name = 'deskcheck' })[1]
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params.position.character = #case.typed
  local answer = client:request_sync('textDocument/completion', params, 60000, note)
  -- What Neovim's own filter leaves of the list, and the words that it would insert.
  local offers = vim.lsp.completion._lsp_to_complete_items(answer.result, case.typed:match('@(.*)$'), client.id)
  seen.offered = vim.tbl_map(function(item)
    return item.word
  end, offers)
end)
