--- Starts the server, and says in one message, one time, why there is none.
---
--- The program is asked for its version before it is started: one that is not Deskcheck never becomes a client, and
--- none that failed is started again for the next note.

local M = {}

--- Longest wait for a program to say its version, in milliseconds: it may lie on a slow disk.
local PATIENCE = 20000

--- Where more is told.
local MORE = '`:checkhealth deskcheck` tells more, `:Deskcheck restart` tries again.'

--- What was said already; each thing is said once in a session.
local said = {}

--- What is known of each command, by its words: `good`, `bad`, or who waits for the answer.
---@type table<string, 'good' | 'bad' | (fun())[]>
local known = {}

---@param cmd string[]
local function key(cmd)
  return table.concat(cmd, '\0')
end

---@param message string
local function say_once(message)
  if said[message] then
    return
  end
  said[message] = true
  vim.schedule(function()
    vim.notify('Deskcheck: ' .. message, vim.log.levels.WARN)
  end)
end

---@param cmd string[]
function M.name_missing(cmd)
  say_once(
    ('the server `%s` was not found. Put it on PATH, or say where it is: '):format(cmd[1])
      .. "require('deskcheck').setup({ cmd = { '/path/to/deskcheck', 'lsp' } })"
  )
end

--- Whether the user's own command was looked at.
local looked_at = false

--- Says so where a command of the user's own (`vim.lsp.config('deskcheck', { cmd = ... })`) cannot be run: Neovim passes
--- over it without a word.
function M.look_at_own_command()
  if looked_at then
    return
  end
  looked_at = true
  -- It is known once the configuration that is being read is put together.
  vim.schedule(function()
    local cmd = vim.lsp.config.deskcheck.cmd
    if type(cmd) == 'table' and vim.fn.executable(cmd[1]) == 0 then
      M.name_missing(cmd)
    end
  end)
end

--- Asks for the version of the program that a command starts, whatever it is started by.
---@param cmd string[]
---@param on_answer fun(version: string?, printed: string) no version where it is not Deskcheck; what it printed instead
function M.ask_version(cmd, on_answer)
  local question = vim.tbl_map(function(word)
    return word == 'lsp' and '--version' or word
  end, cmd)
  local ok, problem = pcall(vim.system, question, { text = true, timeout = PATIENCE }, function(ended)
    local printed = vim.trim(ended.stdout)
    local version = ended.code == 0 and printed:match('^deskcheck (%S+)$') or nil
    on_answer(version, printed ~= '' and vim.split(printed, '\n')[1] or ('nothing (exit code %d)'):format(ended.code))
  end)
  if not ok then
    on_answer(nil, tostring(problem))
  end
end

--- The first two numbers of a version: what changes them may change what is said between plugin and server.
---@param version string
---@return string
local function release(version)
  return version:match('^%d+%.%d+') or version
end

--- Says so where the server is of another version than the plugin.
---@param version string
local function compare_versions(version)
  local own = require('deskcheck').version
  if release(own) ~= release(version) then
    say_once(
      ('the server is version %s, this plugin %s. Most works; for all of it install both from one release. '):format(version, own)
        .. '`:checkhealth deskcheck` names the server that was started.'
    )
  end
end

--- Takes note of what a command turned out to be, and serves who waited for it.
---@param cmd string[]
---@param version string?
---@param printed string
local function settle(cmd, version, printed)
  local waiting = known[key(cmd)]
  known[key(cmd)] = version and 'good' or 'bad'
  if not version then
    return say_once(('`%s` is not Deskcheck: asked for its version it says `%s`. %s'):format(cmd[1], printed, MORE))
  end
  compare_versions(version)
  for _, start in ipairs(type(waiting) == 'table' and waiting or {}) do
    start()
  end
end

--- Calls `start` once it is known that the command starts Deskcheck; says so where it does not.
---@param cmd string[]
---@param start fun()
function M.when_good(cmd, start)
  local so_far = known[key(cmd)]
  if so_far == 'good' then
    start()
  elseif type(so_far) == 'table' then
    table.insert(so_far, start)
  elseif so_far == 'bad' then
    return
  elseif vim.fn.executable(cmd[1]) == 0 then
    M.name_missing(cmd)
  elseif not vim.list_contains(cmd, 'lsp') then
    -- A command of the user's own making: there is no telling how to ask it.
    start()
  else
    known[key(cmd)] = { start }
    M.ask_version(cmd, vim.schedule_wrap(function(version, printed)
      settle(cmd, version, printed)
    end))
  end
end

--- Forgets what failed, so that it is tried, and spoken of, again.
function M.forget_failures()
  said = {}
  known = {}
end

--- What takes the answer to a chosen action: it applies the edit, and what that changed beside the note is written.
---@param callback fun(problem: table?, action: table?)
local function saving_after(callback)
  return function(problem, action)
    if problem or not (action and action.edit) then
      return callback(problem, action)
    end
    require('deskcheck.saving').around(action.edit, function()
      callback(problem, action)
    end)
  end
end

--- Starts the command for a client. A server that fails is spoken of, and not started again for the next note.
---@param cmd string[]
---@param dispatchers vim.lsp.rpc.Dispatchers
---@param config? vim.lsp.ClientConfig
---@return vim.lsp.rpc.PublicClient
function M.start(cmd, dispatchers, config)
  local run = config or {}
  local watched = vim.tbl_extend('force', dispatchers, {
    on_exit = function(code, signal)
      if code ~= 0 or (signal ~= 0 and signal ~= vim.uv.constants.SIGTERM) then
        known[key(cmd)] = 'bad'
        say_once(
          ('the server stopped (exit code %d, signal %d). '):format(code, signal)
            .. '`:Deskcheck restart` starts it again, `:Deskcheck log` shows what it said.'
        )
      end
      -- It has been spoken of: to Neovim it ended well.
      dispatchers.on_exit(0, 0)
    end,
  })
  local transport = vim.lsp.rpc.start(cmd, watched, { cwd = run.cmd_cwd, env = run.cmd_env })
  local request = transport.request
  transport.request = function(method, params, callback, ...)
    local on_answer = method == 'codeAction/resolve' and saving_after(callback) or callback
    return request(method, params, on_answer, ...)
  end
  return transport
end

return M
