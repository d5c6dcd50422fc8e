--- Findings change when documents do, and the server says so; Neovim 0.11 does not listen.

local M = {}

local METHOD = 'workspace/diagnostic/refresh'

--- Asks for the findings of every note that the server has open.
local function refresh(_, _, context)
  local client = assert(vim.lsp.get_client_by_id(context.client_id))
  for bufnr in pairs(client.attached_buffers) do
    local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
    client:request('textDocument/diagnostic', params, nil, bufnr)
  end
  return vim.NIL
end

--- The handler, where Neovim has none of its own.
---@return table<string, lsp.Handler>
function M.handlers()
  return vim.lsp.handlers[METHOD] and {} or { [METHOD] = refresh }
end

return M
