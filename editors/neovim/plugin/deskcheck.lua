--- Read when Neovim starts: defines what can be called, and loads nothing before it is.

if vim.g.loaded_deskcheck or vim.fn.has('nvim-0.11') == 0 then
  return
end
vim.g.loaded_deskcheck = true

vim.api.nvim_create_user_command('Deskcheck', function(call)
  require('deskcheck.commands').run(call)
end, {
  nargs = '*',
  desc = 'Figures, documents, actors and timelines of the note',
  complete = function(...)
    return require('deskcheck.commands').complete(...)
  end,
})

local group = vim.api.nvim_create_augroup('deskcheck', {})

-- Markdown takes the brackets of citations for a link's and underlines all that stands in them; only the keys are links.
local function define_colours()
  vim.api.nvim_set_hl(0, '@deskcheck.citations', { nocombine = true, default = true })
end

define_colours()
vim.api.nvim_create_autocmd('ColorScheme', {
  group = group,
  desc = 'Colours of citations, which a colour scheme takes away',
  callback = define_colours,
})

vim.api.nvim_create_autocmd('FileType', {
  group = group,
  pattern = 'qf',
  desc = 'Colours of our lists',
  callback = function()
    if vim.startswith(vim.w.quickfix_title or '', 'Deskcheck: ') then
      vim.bo.syntax = 'deskcheck-list'
    end
  end,
})

-- The server keeps the text of web pages and other formats below the folder for caches. It is made anew at any time:
-- what one would write there is lost.
vim.api.nvim_create_autocmd('BufReadPost', {
  group = group,
  pattern = '*/deskcheck/*-????????????????/text/*.txt',
  desc = 'Texts of documents are to be read only',
  callback = function(event)
    vim.bo[event.buf].readonly = true
    vim.bo[event.buf].modifiable = false
    vim.bo[event.buf].swapfile = false
  end,
})
