--- How the figures of each note came off, as the server tells it whenever it has judged one.

local M = {}

--- What is shown, in this order, where there is any.
local SHOWN = {
  { verdict = 'supported', mark = '✓' },
  { verdict = 'disputed', mark = '?' },
  { verdict = 'contradicted', mark = '✗' },
}

--- The numbers told last, by the note's file.
local judged = {}

--- `deskcheck/judged`.
function M.judged(_, told)
  judged[vim.uri_to_fname(told.uri)] = told
  vim.cmd.redrawstatus({ bang = true })
end

---@param bufnr integer
---@return string
function M.text(bufnr)
  local told = judged[vim.api.nvim_buf_get_name(bufnr)]
  if not told or #vim.lsp.get_clients({ bufnr = bufnr, name = 'deskcheck' }) == 0 then
    return ''
  end
  local parts = {}
  for _, shown in ipairs(SHOWN) do
    local count = told[shown.verdict] or 0
    if count > 0 then
      parts[#parts + 1] = shown.mark .. count
    end
  end
  return table.concat(parts, ' ')
end

return M
