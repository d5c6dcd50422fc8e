--- The subcommands of `:Deskcheck`.

local ask = require('deskcheck.ask')
local counted = require('deskcheck.words').counted

local M = {}

--- Longest wait for names while a command line is being completed, in milliseconds.
local PATIENCE = 500

--- The actors that the note in the current window names.
---@return string[]
local function actors()
  local bufnr = vim.api.nvim_win_get_buf(ask.window())
  local client = vim.lsp.get_clients({ name = 'deskcheck', bufnr = bufnr })[1]
  if not client or not ask.knows(client) then
    return {}
  end
  local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
  local answer = client:request_sync('deskcheck/actors', params, PATIENCE, bufnr)
  local found = answer and answer.result and answer.result.actors or {}
  return vim.tbl_map(function(actor)
    return actor.name
  end, found)
end

local function reindex()
  local client = ask.client()
  if not client then
    return
  end
  ask.ask(client, 'deskcheck/reindex', nil, function(answer)
    local message = counted(answer.documents, 'document') .. ' read again'
    if #answer.problems > 0 then
      message = ('%s, %s: `:Deskcheck sources` lists them'):format(message, counted(#answer.problems, 'problem'))
    end
    ask.say(message .. '.')
  end)
end

local function restart()
  require('deskcheck.server').forget_failures()
  vim.lsp.enable('deskcheck', false)
  for _, client in ipairs(vim.lsp.get_clients({ name = 'deskcheck' })) do
    client:stop()
  end
  vim.lsp.enable('deskcheck')
end

---@class deskcheck.Subcommand
---@field run fun(argument: string, call: table)
---@field complete? fun(): string[]

---@type table<string, deskcheck.Subcommand>
local SUBCOMMANDS = {
  claims = {
    run = function(verdict)
      require('deskcheck.lists').claims(verdict ~= '' and verdict or nil)
    end,
    complete = function()
      return require('deskcheck.lists').verdicts()
    end,
  },
  sources = {
    run = function()
      require('deskcheck.lists').sources()
    end,
  },
  actors = {
    run = function()
      require('deskcheck.lists').actors()
    end,
  },
  timeline = {
    run = function(name, call)
      require('deskcheck.timeline').open(name ~= '' and name or nil, call.smods)
    end,
    complete = actors,
  },
  check = {
    run = function()
      require('deskcheck.lists').check()
    end,
  },
  reindex = { run = reindex },
  restart = { run = restart },
  log = {
    run = function()
      vim.cmd.tabedit(vim.fn.fnameescape(vim.lsp.log.get_filename()))
      vim.cmd.normal({ 'G', bang = true })
    end,
  },
}

local function names()
  local found = vim.tbl_keys(SUBCOMMANDS)
  table.sort(found)
  return found
end

--- Runs `:Deskcheck`.
function M.run(call)
  local name, argument = call.args:match('^(%S*)%s*(.-)%s*$')
  local subcommand = SUBCOMMANDS[name]
  if subcommand then
    return subcommand.run(argument, call)
  end
  ask.say(
    (name == '' and 'say what to show' or ('there is no `%s`'):format(name)) .. ': ' .. table.concat(names(), ', ') .. '.',
    vim.log.levels.WARN
  )
end

--- What may stand at the cursor in `:Deskcheck ...`.
---@param lead string the word being typed
---@param line string
---@param column integer bytes before the cursor
---@return string[]
function M.complete(lead, line, column)
  local typed = line:sub(1, column):match('Deskcheck!?%s+(.*)$') or ''
  local name, argument = typed:match('^(%S+)%s+(.*)$')
  local offered = name and SUBCOMMANDS[name] and SUBCOMMANDS[name].complete
  if not name then
    offered, argument = names, typed
  elseif not offered then
    return {}
  end
  -- What stands before the word being typed, in a name of several words, is kept as it was typed.
  local kept = #argument - #lead
  local fitting = vim.tbl_filter(function(candidate)
    return vim.startswith(candidate:lower(), argument:lower())
  end, offered())
  return vim.tbl_map(function(candidate)
    return candidate:sub(kept + 1)
  end, fitting)
end

return M
