--- Goes through what an analyst sees, and has each screen photographed (screen.py); what can be read on it is kept as well.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

-- As the help recommends it.
vim.o.termguicolors = true
vim.o.number = true
vim.o.linebreak = true
vim.o.laststatus = 3
vim.o.winborder = 'rounded'
vim.o.background = case.background
vim.o.statusline = " %f %m%r%=%{v:lua.require'deskcheck'.status()}   %l:%c "
vim.diagnostic.config({ severity_sort = true })
vim.lsp.inlay_hint.enable()

vim.opt.runtimepath:append(vim.env.DESKCHECK_NOTATION)
vim.api.nvim_create_autocmd('FileType', {
  pattern = 'markdown',
  callback = function()
    vim.treesitter.start()
  end,
})
require('deskcheck').setup({ cmd = { vim.env.DESKCHECK_BIN, 'lsp' } })

--- Has the screen photographed as it stands.
local function photograph(name)
  vim.api.nvim_exec_autocmds('CursorMoved', {})
  -- Neovim colours what takes it long a little later; a picture is taken of what is done.
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    local highlighter = vim.treesitter.highlighter.active[vim.api.nvim_win_get_buf(window)]
    if highlighter then
      highlighter.tree:parse(true)
    end
  end
  vim.cmd.redraw({ bang = true })
  vim.api.nvim__redraw({ cursor = true, flush = true })
  local screen = vim.api.nvim_list_uis()[1].chan
  seen[name] = vim.rpcrequest(screen, 'picture', vim.fs.joinpath(case.folder, name .. '.png'))
end

--- How many marks of a kind stand in the note.
local function marks(note, kind)
  local count = 0
  for name, space in pairs(vim.api.nvim_get_namespaces()) do
    if name:find(kind, 1, true) then
      count = count + #vim.api.nvim_buf_get_extmarks(note, space, 0, -1, {})
    end
  end
  return count
end

local function floating()
  return vim.iter(vim.api.nvim_list_wins()):any(function(window)
    return vim.api.nvim_win_get_config(window).relative ~= ''
  end)
end

--- Photographs what a subcommand opens, and closes it.
local function photograph_list(name)
  local note = vim.api.nvim_get_current_win()
  vim.cmd('Deskcheck ' .. name)
  S.need(name, function()
    return vim.api.nvim_get_current_win() ~= note
  end)
  photograph(name)
  vim.cmd.close()
end

S.run(function(note)
  S.need_judged(note)
  vim.lsp.codelens.refresh({ bufnr = note })
  S.need('marks beside the text', function()
    vim.cmd.redraw()
    return marks(note, 'inlayhint') > 0 and marks(note, 'codelens') > 0
  end)

  S.put_cursor(note, case.figure)
  vim.cmd.normal({ 'zz', bang = true })
  vim.diagnostic.open_float({ scope = 'cursor', header = '' })
  photograph('brief')
  vim.cmd.fclose({ bang = true })

  for name, place in pairs({ actor = case.actor, figure = case.figure, disputed = case.disputed }) do
    S.put_cursor(note, place)
    vim.cmd.normal({ 'zz', bang = true })
    vim.lsp.buf.hover()
    S.need('the card', floating)
    photograph(name)
    vim.cmd.fclose({ bang = true })
  end

  S.put_cursor(note, case.actor)
  for _, name in ipairs({ 'claims', 'sources', 'actors', 'check', 'timeline' }) do
    photograph_list(name)
  end

  S.put_cursor(note, case.web_page)
  vim.lsp.buf.definition()
  S.need('the document', function()
    return vim.api.nvim_get_current_buf() ~= note
  end)
  photograph('passage')

  vim.cmd.checkhealth('deskcheck')
  photograph('health')
end)
