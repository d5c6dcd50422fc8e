--- Writes what a chosen action changed beside the note: the server reads actor cards and settings from their files.

local M = {}

--- The buffers that an edit changes and that no server has open, as notes are; made where there are none yet.
---@param edit lsp.WorkspaceEdit
---@return integer[]
local function files_in(edit)
  local found = {}
  for _, change in ipairs(edit.documentChanges or {}) do
    local bufnr = change.textDocument and vim.uri_to_bufnr(change.textDocument.uri)
    if bufnr and #vim.lsp.get_clients({ bufnr = bufnr, name = 'deskcheck' }) == 0 then
      found[#found + 1] = bufnr
    end
  end
  return found
end

--- Applies an edit, and writes the files that it changed, but for those in which the user has changes of their own.
---@param edit lsp.WorkspaceEdit
---@param apply fun()
function M.around(edit, apply)
  local written = vim.tbl_filter(function(bufnr)
    return not vim.bo[bufnr].modified
  end, files_in(edit))
  apply()
  if #written == 0 then
    return
  end
  vim.schedule(function()
    local names = vim.tbl_map(function(bufnr)
      vim.api.nvim_buf_call(bufnr, function()
        vim.cmd('silent write')
      end)
      return vim.fs.basename(vim.api.nvim_buf_get_name(bufnr))
    end, written)
    vim.notify('Deskcheck: written to ' .. table.concat(names, ' and ') .. '.')
  end)
end

return M
