--- An analyst's few minutes with a brief: warnings, hover, go to source, correct a figure, take it back.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

require('deskcheck').setup({ cmd = { vim.env.DESKCHECK_BIN, 'lsp' } })

--- Warnings of the rule under test that stand on the figure under test.
local function on_figure(bufnr, row, column)
  return vim.tbl_filter(function(d)
    return d.code == case.rule and d.lnum == row and d.col <= column and column < d.end_col
  end, vim.diagnostic.get(bufnr))
end

local function diagnostics(bufnr)
  return vim.tbl_map(function(d)
    local related = vim.tbl_get(d, 'user_data', 'lsp', 'relatedInformation') or {}
    return {
      code = d.code,
      source = d.source,
      severity = vim.diagnostic.severity[d.severity],
      message = d.message,
      text = vim.api.nvim_buf_get_text(bufnr, d.lnum, d.col, d.end_lnum, d.end_col, {})[1],
      related = vim.tbl_map(function(r)
        return vim.fn.fnamemodify(vim.uri_to_fname(r.location.uri), ':t')
      end, related),
    }
  end, vim.diagnostic.get(bufnr))
end

S.run(function(note)
  S.need('the server to attach', function()
    local client = vim.lsp.get_clients({ bufnr = note, name = 'deskcheck' })[1]
    return client and client.initialized
  end)
  seen.root = vim.lsp.get_clients({ bufnr = note })[1].root_dir

  local row, column = S.find(note, case.figure)
  S.need(case.rule .. ' on "' .. case.figure .. '"', function()
    return #on_figure(note, row, column) > 0
  end)
  seen.diagnostics = diagnostics(note)

  S.put_cursor(note, case.actor)
  vim.lsp.buf.hover()
  seen.hover = S.float()

  S.put_cursor(note, case.citation)
  seen.from_citation = S.definition(note)
  S.put_cursor(note, case.figure)
  seen.from_figure = S.definition(note)

  local before = vim.api.nvim_buf_get_lines(note, 0, -1, false)
  vim.api.nvim_buf_set_text(note, row, column, row, column + #case.figure, { case.right_figure })
  S.need('the warning to go once the figure is right', function()
    return #on_figure(note, row, column) == 0
  end)
  seen.after_edit = diagnostics(note)

  vim.cmd('silent undo')
  S.need('the warning to come back with the wrong figure', function()
    return #on_figure(note, row, column) > 0
  end)
  seen.undone = vim.deep_equal(before, vim.api.nvim_buf_get_lines(note, 0, -1, false))
end)
