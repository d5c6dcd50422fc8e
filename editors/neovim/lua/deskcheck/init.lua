--- Starts the Deskcheck server for Markdown notes. No analysis in here.
---
---     require('deskcheck').setup({})
---
--- Needs Neovim 0.11; stands on vim.lsp.config and vim.lsp.enable alone.

local M = {}

---@class deskcheck.Options
---@field cmd? string[] the server and its arguments (default: { 'deskcheck', 'lsp' }, from PATH)
---@field init_options? table what stands in deskcheck.toml, by its own key names: corpus, cards, bibliography, as-of, ignore, rules, editor
---@field settings? table answered when the server asks for its configuration
---@field filetypes? string[] (default: { 'markdown' })

local defaults = {
  cmd = { 'deskcheck', 'lsp' },
  filetypes = { 'markdown' },
}

local WORKSPACE_FILE = 'deskcheck.toml'

--- Programs that were found missing and have been spoken of; each is named once in a session.
local named_missing = {}

---@param program string
local function name_missing(program)
  if named_missing[program] then
    return
  end
  named_missing[program] = true
  local message = ('Deskcheck: the server `%s` was not found. Put it on PATH, or say where it is: '):format(program)
    .. "require('deskcheck').setup({ cmd = { '/path/to/deskcheck', 'lsp' } })"
  vim.schedule(function()
    vim.notify(message, vim.log.levels.WARN)
  end)
end

--- The folder a note belongs to: the nearest one upward that holds deskcheck.toml, else the note's own.
---@param bufnr integer
---@return string? folder nil for buffers that are no file (a diff, a remote file, ...)
function M.root(bufnr)
  local name = vim.api.nvim_buf_get_name(bufnr)
  if name == '' then
    return vim.fn.getcwd()
  end
  if name:match('^%a[%w+.-]+://') then
    return nil
  end
  return vim.fs.root(bufnr, WORKSPACE_FILE) or vim.fs.dirname(vim.fs.abspath(name))
end

--- The command of the configuration made last; :checkhealth names it.
M.cmd = defaults.cmd

--- A configuration for vim.lsp.config. `lsp/deskcheck.lua` returns the one without options.
---@param options? deskcheck.Options
---@return vim.lsp.Config
function M.config(options)
  local chosen = vim.tbl_extend('force', defaults, options or {})
  M.cmd = chosen.cmd
  -- A function, because Neovim passes over a command that cannot be run without a word to the user.
  local function start(dispatchers, config)
    local run = config or {}
    return vim.lsp.rpc.start(chosen.cmd, dispatchers, { cwd = run.cmd_cwd, env = run.cmd_env })
  end
  return {
    cmd = start,
    filetypes = chosen.filetypes,
    init_options = chosen.init_options,
    settings = chosen.settings,
    -- Asked before each start: a note that gets no folder gets no server, and no error of its own.
    root_dir = function(bufnr, start_in)
      local still_ours = vim.lsp.config.deskcheck.cmd == start
      if still_ours and vim.fn.executable(chosen.cmd[1]) == 0 then
        name_missing(chosen.cmd[1])
        return
      end
      local root = M.root(bufnr)
      if root then
        start_in(root)
      end
    end,
  }
end

--- Configures the server and enables it for every Markdown note, those already open included.
---@param options? deskcheck.Options
function M.setup(options)
  if vim.fn.has('nvim-0.11') == 0 then
    vim.notify('Deskcheck needs Neovim 0.11 or newer.', vim.log.levels.ERROR)
    return
  end
  vim.validate('options', options, 'table', true)
  vim.lsp.config('deskcheck', M.config(options))
  vim.lsp.enable('deskcheck')
end

return M
