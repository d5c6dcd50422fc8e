--- Questions to the server beyond the protocol of editors, and what is said where it cannot answer.

local M = {}

---@param message string
---@param level? integer (default: INFO)
function M.say(message, level)
  vim.notify('Deskcheck: ' .. message, level or vim.log.levels.INFO)
end

--- The window of the note: the current one, or that which the current location list belongs to.
---@return integer
function M.window()
  local owner = vim.fn.getloclist(0, { filewinid = 0 }).filewinid
  return owner ~= 0 and owner or vim.api.nvim_get_current_win()
end

--- The server of a buffer; where that is no note, any that runs.
---@param bufnr integer
---@return vim.lsp.Client?
---@return boolean is_note
local function server_of(bufnr)
  local own = vim.lsp.get_clients({ name = 'deskcheck', bufnr = bufnr })[1]
  return own or vim.lsp.get_clients({ name = 'deskcheck' })[1], own ~= nil
end

--- The server to ask about a whole workspace. Says so where there is none.
---@return vim.lsp.Client?
---@return integer? note the buffer of the note in the current window, if it is one
function M.client()
  local bufnr = vim.api.nvim_win_get_buf(M.window())
  local client, is_note = server_of(bufnr)
  if not client then
    M.say('the server does not run. `:checkhealth deskcheck` says why.', vim.log.levels.WARN)
  end
  return client, is_note and bufnr or nil
end

--- Whether the server knows the questions at all.
---@param client vim.lsp.Client
---@return boolean
function M.knows(client)
  return vim.tbl_get(client.server_capabilities, 'experimental', 'deskcheck', 'protocol') ~= nil
end

--- Asks, and hands on the answer. A question that fails is spoken of here.
---@param client vim.lsp.Client
---@param method string such as `deskcheck/claims`
---@param params? table
---@param on_answer fun(answer: table?) nil where the server has none
function M.ask(client, method, params, on_answer)
  if not M.knows(client) then
    local version = (client.server_info or {}).version or 'unknown'
    M.say(
      ('the server (version %s) is too old for this. Install the one that came with this plugin; '):format(version)
        .. '`:checkhealth deskcheck` names the one that runs.',
      vim.log.levels.WARN
    )
    return
  end
  client:request(method, params or vim.empty_dict(), function(problem, answer)
    if problem then
      M.say(('no answer to %s: %s'):format(method, problem.message or vim.inspect(problem)), vim.log.levels.WARN)
    else
      on_answer(answer)
    end
  end)
end

--- Asks about the note in a window.
---@param method string
---@param on_answer fun(answer: table, client: vim.lsp.Client, window: integer)
---@param more? fun(client: vim.lsp.Client, window: integer): table what to ask beside the note
function M.ask_of_note(method, on_answer, more)
  local window = M.window()
  local client, bufnr = M.client()
  if not client then
    return
  elseif not bufnr then
    return M.say('this is no note: go to the window of one.', vim.log.levels.WARN)
  end
  local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
  M.ask(client, method, vim.tbl_extend('force', params, more and more(client, window) or {}), function(answer)
    if vim.api.nvim_win_is_valid(window) then
      on_answer(answer, client, window)
    end
  end)
end

return M
