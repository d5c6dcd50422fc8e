--- Starts the server, and says in one message, one time, why there is none.
---
--- Stands between Neovim and the program: what ends before it has answered, or answers as no Deskcheck does, never
--- becomes a client, and is not started again for the next note.

local M = {}

--- Where more is told.
local MORE = '`:checkhealth deskcheck` tells more, `:Deskcheck restart` tries again.'

--- What was said already; each thing is said once in a session.
local said = {}

--- Programs that failed; they are not tried again unless the user asks for it.
local failed = {}

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

---@param program string
function M.name_missing(program)
  say_once(
    ('the server `%s` was not found. Put it on PATH, or say where it is: '):format(program)
      .. "require('deskcheck').setup({ cmd = { '/path/to/deskcheck', 'lsp' } })"
  )
end

--- Whether it makes sense to start this command; says so where it does not.
---@param cmd string[]
---@return boolean
function M.can_start(cmd)
  if vim.fn.executable(cmd[1]) == 0 then
    M.name_missing(cmd[1])
    return false
  end
  return not failed[cmd[1]]
end

--- Forgets what failed, so that it is tried, and spoken of, again.
function M.forget_failures()
  said = {}
  failed = {}
end

--- The first two numbers of a version: what changes them may change what is said between plugin and server.
---@param version string
---@return string
local function release(version)
  return version:match('^%d+%.%d+') or version
end

--- Says so where the server is of another version than the plugin.
---@param info lsp.ServerInfo
local function compare_versions(info)
  local own, theirs = require('deskcheck').version, info.version or 'unknown'
  if release(own) ~= release(theirs) then
    say_once(
      ('the server is version %s, this plugin %s. Most works; for all of it install both from one release. '):format(theirs, own)
        .. '`:checkhealth deskcheck` names the server that was started.'
    )
  end
end

--- Starts the command for a client. What it says before it has answered `initialize` is ours to judge.
---@param cmd string[]
---@param dispatchers vim.lsp.rpc.Dispatchers
---@param config? vim.lsp.ClientConfig
---@return vim.lsp.rpc.PublicClient
function M.start(cmd, dispatchers, config)
  local run = config or {}
  local transport ---@type vim.lsp.rpc.PublicClient
  local answered, given_up = false, false

  local function give_up(reason)
    if given_up then
      return
    end
    given_up = true
    failed[cmd[1]] = true
    say_once(('`%s` %s. %s'):format(cmd[1], reason, MORE))
    transport.terminate()
  end

  local guarded = vim.tbl_extend('force', dispatchers, {
    on_error = function(code, problem)
      if answered then
        dispatchers.on_error(code, problem)
      else
        give_up('does not speak as a language server does: is it Deskcheck?')
      end
    end,
    on_exit = function(code, signal)
      if not answered then
        give_up(('ended as soon as it was started (exit code %d, signal %d)'):format(code, signal))
      elseif code ~= 0 or (signal ~= 0 and signal ~= vim.uv.constants.SIGTERM) then
        say_once(
          ('the server stopped (exit code %d, signal %d). '):format(code, signal)
            .. '`:Deskcheck restart` starts it again, `:Deskcheck log` shows what it said.'
        )
      end
      -- It has been spoken of: to Neovim it ended well.
      dispatchers.on_exit(0, 0)
    end,
  })
  transport = vim.lsp.rpc.start(cmd, guarded, { cwd = run.cmd_cwd, env = run.cmd_env })

  local request = transport.request
  transport.request = function(method, params, callback, ...)
    if method ~= 'initialize' then
      return request(method, params, callback, ...)
    end
    return request(method, params, function(problem, result)
      local info = type(result) == 'table' and result.serverInfo
      if given_up then
        return
      end
      if problem or not info or info.name ~= 'deskcheck' then
        return give_up('is not Deskcheck: ' .. (info and ('it calls itself `%s`'):format(info.name) or 'it does not say who it is'))
      end
      answered = true
      compare_versions(info)
      callback(problem, result)
    end, ...)
  end
  return transport
end

return M
