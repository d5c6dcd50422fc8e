--- An analyst looks over a note: its figures, its documents, who is named in it; and has everything read again.

local S = dofile(vim.env.DESKCHECK_SESSION)
local seen = S.seen

S.listen()
seen.progress = {}
vim.api.nvim_create_autocmd('LspProgress', {
  callback = function(event)
    local told = event.data.params.value
    table.insert(seen.progress, { kind = told.kind, title = told.title, message = told.message })
  end,
})
require('deskcheck').setup({ cmd = { vim.env.DESKCHECK_BIN, 'lsp' } })

--- Runs a subcommand that opens a list; returns what the list shows, where its entries lead, and closes it.
local function list(command)
  local note = vim.api.nvim_get_current_win()
  vim.cmd('Deskcheck ' .. command)
  S.need('the list of ' .. command, function()
    return vim.bo.filetype == 'qf'
  end)
  local of_window = vim.fn.win_gettype() == 'loclist'
  local what = { items = 0, title = 0 }
  local got = of_window and vim.fn.getloclist(0, what) or vim.fn.getqflist(what)
  local shown = {
    kind = vim.fn.win_gettype(),
    title = got.title,
    syntax = vim.bo.syntax,
    lines = vim.api.nvim_buf_get_lines(0, 0, -1, false),
    entries = vim.tbl_map(function(item)
      return {
        file = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(item.bufnr), ':t'),
        line = item.lnum,
        column = item.col,
        type = item.type,
      }
    end, got.items),
  }
  vim.cmd.execute([["normal! \<CR>"]])
  shown.landed = { file = vim.fn.expand('%:t'), text = vim.api.nvim_get_current_line() }
  vim.cmd(of_window and 'lclose' or 'cclose')
  vim.api.nvim_set_current_win(note)
  vim.cmd('silent buffer brief.md')
  return shown
end

S.run(function(note)
  S.need_judged(note)
  S.need('the part of the status line', function()
    return require('deskcheck').status() ~= ''
  end)
  seen.status = require('deskcheck').status()

  seen.claims = list('claims')
  seen.contradicted = list('claims contradicted')
  seen.sources = list('sources')
  seen.actors = list('actors')
  seen.check = list('check')

  -- From the list itself, as from the note that it belongs to.
  vim.cmd('Deskcheck claims')
  S.need('the list', function()
    return vim.bo.filetype == 'qf'
  end)
  vim.cmd('Deskcheck claims unverified')
  S.need('the other list', function()
    return (vim.w.quickfix_title or ''):find('unverified')
  end)
  vim.cmd.lclose()

  vim.cmd('Deskcheck reindex')
  seen.reindexed = S.told()
  vim.cmd('Deskcheck claims nonsense')
  seen.no_verdict = S.told()
  vim.cmd('Deskcheck')
  seen.no_subcommand = S.told()

  seen.subcommands = vim.fn.getcompletion('Deskcheck ', 'cmdline')
  seen.verdicts = vim.fn.getcompletion('Deskcheck claims c', 'cmdline')
  seen.names = vim.fn.getcompletion('Deskcheck timeline khat', 'cmdline')
  seen.rest_of_name = vim.fn.getcompletion('Deskcheck timeline Khataib Hez', 'cmdline')

  local before = vim.lsp.get_clients({ name = 'deskcheck' })[1]
  vim.cmd('Deskcheck restart')
  S.need('another server', function()
    local client = vim.lsp.get_clients({ bufnr = note, name = 'deskcheck' })[1]
    return client and client.id ~= before.id and client.initialized
  end)
  S.need('the old server to be gone', function()
    return #vim.lsp.get_clients({ name = 'deskcheck', _uninitialized = true }) == 1
  end)

  vim.cmd('Deskcheck log')
  seen.log_opened = vim.api.nvim_buf_get_name(0) == vim.fn.resolve(vim.lsp.log.get_filename())
  vim.cmd.tabclose()
end)
