--- Starts the Deskcheck server for Markdown notes. No analysis in here.
---
---     require('deskcheck').setup({})
---
--- Needs Neovim 0.11; stands on vim.lsp.config and vim.lsp.enable alone.

local M = {}

--- Of this plugin; it belongs to the server of the same version.
M.version = '0.1.0'

---@class deskcheck.Options
---@field cmd? string[] the server and its arguments (default: { 'deskcheck', 'lsp' }, from PATH)
---@field init_options? table what stands in deskcheck.toml, by its own key names: corpus, cards, as-of, rules, ...
---@field settings? table answered when the server asks for its configuration
---@field filetypes? string[] (default: { 'markdown' })

local defaults = {
  cmd = { 'deskcheck', 'lsp' },
  filetypes = { 'markdown' },
}

--- What we can do beyond what Neovim says that it can.
local CAPABILITIES = {
  experimental = { deskcheck = { status = true } },
  workspace = {
    -- It makes files that an edit needs.
    workspaceEdit = { documentChanges = true },
    diagnostics = { refreshSupport = true },
  },
}

M.WORKSPACE_FILE = 'deskcheck.toml'

--- The command that setup() was given.
local command = defaults.cmd

--- The server and its arguments, as the configuration in force has them.
---@return string[]
function M.command()
  local configured = vim.lsp.config.deskcheck.cmd
  return type(configured) == 'table' and configured or command
end

--- Folders beside a note that hold its documents where nothing else is said.
local DOCUMENTS = { 'sources', 'corpus' }

--- The folder a note belongs to: the nearest one upward that holds deskcheck.toml, else the note's own. A document opened
--- from a note belongs where the note does.
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
  local own = vim.fs.root(bufnr, M.WORKSPACE_FILE)
  if own then
    return own
  end
  local folder = vim.fs.dirname(vim.fs.abspath(name))
  return vim.list_contains(DOCUMENTS, vim.fs.basename(folder)) and vim.fs.dirname(folder) or folder
end

--- A configuration for vim.lsp.config. `lsp/deskcheck.lua` returns the one without options.
---@param options? deskcheck.Options
---@return vim.lsp.Config
function M.config(options)
  local server = require('deskcheck.server')
  local chosen = vim.tbl_extend('force', defaults, options or {})
  -- A function, because Neovim passes over a command that cannot be run without a word to the user.
  local function start(dispatchers, config)
    return server.start(chosen.cmd, dispatchers, config)
  end
  return {
    cmd = start,
    filetypes = chosen.filetypes,
    init_options = chosen.init_options,
    settings = chosen.settings,
    capabilities = CAPABILITIES,
    handlers = vim.tbl_extend('error', require('deskcheck.refreshing').handlers(), {
      ['deskcheck/judged'] = require('deskcheck.status').judged,
    }),
    -- Asked before each start: a note that gets no folder gets no server, and no error of its own.
    root_dir = function(bufnr, start_in)
      local root = M.root(bufnr)
      if not root then
        return
      elseif vim.lsp.config.deskcheck.cmd ~= start then
        return start_in(root)
      end
      server.when_good(chosen.cmd, function()
        if vim.api.nvim_buf_is_valid(bufnr) then
          start_in(root)
        end
      end)
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
  command = options and options.cmd or defaults.cmd
  vim.lsp.config('deskcheck', M.config(options))
  vim.lsp.enable('deskcheck')
end

--- How the figures of a note came off, for a status line: `✓12 ?2 ✗1`. Empty where there is nothing to say.
---@param bufnr? integer (default: the current buffer)
---@return string
function M.status(bufnr)
  return require('deskcheck.status').text(bufnr or 0)
end

return M
