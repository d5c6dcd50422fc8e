--- :checkhealth deskcheck

local deskcheck = require('deskcheck')
local ask = require('deskcheck.ask')
local server = require('deskcheck.server')
local counted = require('deskcheck.words').counted

local M = {}

--- The tree-sitter grammar of what notes write beyond Markdown (`grammar/notes`).
local NOTATION = 'deskcheck_notes'

--- Longest wait for an answer, in milliseconds.
local PATIENCE = 5000

local function check_neovim()
  local version = vim.version()
  version = ('%d.%d.%d'):format(version.major, version.minor, version.patch)
  if vim.fn.has('nvim-0.11') == 0 then
    vim.health.error(('Neovim %s is too old: 0.11 or newer is needed.'):format(version))
    return false
  end
  vim.health.ok(('Neovim %s'):format(version))
  return true
end

--- The version of the program that a command starts, and what it printed where it has none.
---@param cmd string[]
---@return string? version
---@return string printed
local function version_of(cmd)
  local version, printed
  server.ask_version(cmd, function(...)
    version, printed = ...
  end)
  vim.wait(PATIENCE, function()
    return printed
  end, 10)
  return version, printed or 'nothing yet'
end

local function check_server()
  vim.health.start('deskcheck: server')
  local cmd = deskcheck.command()
  if vim.fn.executable(cmd[1]) == 0 then
    vim.health.error(('`%s` was not found.'):format(cmd[1]), {
      'Put the program deskcheck on PATH (`cargo xtask install` does that),',
      "or: require('deskcheck').setup({ cmd = { '/path/to/deskcheck', 'lsp' } })",
    })
    return
  end
  local version, printed = version_of(cmd)
  local path = vim.fn.exepath(cmd[1])
  if not version then
    vim.health.error(('`%s` is not Deskcheck: asked for its version it says `%s`.'):format(path, printed), {
      "Name the right program: require('deskcheck').setup({ cmd = { '/path/to/deskcheck', 'lsp' } })",
    })
  elseif version ~= deskcheck.version then
    vim.health.warn(('`%s` is version %s, this plugin %s.'):format(path, version, deskcheck.version), {
      'Install both from one release; in a clone of the repository, `cargo xtask install` does that.',
    })
  else
    vim.health.ok(('`%s`, version %s'):format(path, version))
  end
end

--- What one running server has read.
---@param client vim.lsp.Client
local function check_documents(client)
  if not ask.knows(client) then
    vim.health.warn('This server is too old for `:Deskcheck claims` and its like.')
    return
  end
  local answer = client:request_sync('deskcheck/sources', vim.empty_dict(), PATIENCE)
  local told = answer and answer.result
  if not told then
    vim.health.warn('It did not say what documents it has read: is it still reading?')
    return
  end
  local count = #told.sources
  if count == 0 then
    vim.health.warn('No documents.', {
      'Put them into a folder `sources` beside the note, or name them in deskcheck.toml: corpus = ["/path"]',
    })
  else
    vim.health.ok(counted(count, 'document'))
  end
  for _, problem in ipairs(told.problems) do
    vim.health.warn(('%s: %s'):format(vim.uri_to_fname(problem.uri), problem.message))
  end
end

local function check_clients()
  vim.health.start('deskcheck: notes')
  -- The first releases of 0.11 cannot tell.
  if vim.lsp.is_enabled and not vim.lsp.is_enabled('deskcheck') then
    vim.health.warn('Not enabled.', { "Call require('deskcheck').setup({}), or vim.lsp.enable('deskcheck'), in init.lua." })
    return
  end
  vim.health.ok('Enabled for ' .. table.concat(vim.lsp.config.deskcheck.filetypes or { 'every filetype' }, ', '))
  local clients = vim.lsp.get_clients({ name = 'deskcheck' })
  if #clients == 0 then
    vim.health.info('Not running: it starts with the first note that is opened.')
  end
  for _, client in ipairs(clients) do
    local root = client.root_dir or vim.fn.getcwd()
    vim.health.ok(('Running in %s'):format(root))
    local settings = vim.fs.joinpath(root, deskcheck.WORKSPACE_FILE)
    if vim.uv.fs_stat(settings) then
      vim.health.ok(('Settings: %s'):format(settings))
    else
      local message = 'No %s there: the documents are those in `sources` or `corpus` beside a note.'
      vim.health.info(message:format(deskcheck.WORKSPACE_FILE))
    end
    check_documents(client)
  end
end

--- Whether citations, dismissals and front matter have colours of their own.
local function check_parser()
  vim.health.start('deskcheck: colours')
  if not vim.treesitter.language.add(NOTATION) then
    local message = 'No tree-sitter parser `%s`: citations look like the text around them. See :help deskcheck-colours.'
    vim.health.info(message:format(NOTATION))
  elseif #vim.treesitter.query.get_files(NOTATION, 'highlights') == 0 then
    vim.health.warn(('The parser `%s` is there, its queries are not.'):format(NOTATION), { 'See :help deskcheck-colours.' })
  else
    vim.health.ok(('Tree-sitter parser `%s`'):format(NOTATION))
  end
end

function M.check()
  vim.health.start('deskcheck')
  if check_neovim() then
    check_server()
    check_clients()
    check_parser()
  end
end

return M
