--- An analyst asks what the documents tell of an actor, day by day, and goes to a passage.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

S.listen()
require('deskcheck').setup({ cmd = { vim.env.DESKCHECK_BIN, 'lsp' } })

--- The window of the timeline, once it stands.
local function opened(command)
  vim.cmd(command)
  S.need('the timeline', function()
    return vim.bo.filetype == 'deskcheck-timeline'
  end)
  local window = vim.api.nvim_get_current_win()
  local config = vim.api.nvim_win_get_config(window)
  return {
    floating = config.relative ~= '',
    fits = vim.api.nvim_win_get_width(window) <= vim.o.columns and vim.api.nvim_win_get_height(window) < vim.o.lines,
    lines = vim.api.nvim_buf_get_lines(0, 0, -1, false),
    modifiable = vim.bo.modifiable,
  }
end

local function press(keys)
  vim.api.nvim_feedkeys(vim.keycode(keys), 'x', false)
end

S.run(function(note)
  S.need_judged(note)
  local window = vim.api.nvim_get_current_win()

  S.put_cursor(note, case.actor)
  seen.under_cursor = opened('Deskcheck timeline')
  press('q')
  seen.windows = #vim.api.nvim_list_wins()

  seen.by_name = opened('Deskcheck timeline ' .. case.name)
  vim.fn.search(case.document)
  press('<CR>')
  S.need('the document', function()
    return vim.api.nvim_get_current_buf() ~= note and vim.bo.filetype ~= 'deskcheck-timeline'
  end)
  seen.landed = {
    file = vim.fn.expand('%:t'),
    text = vim.api.nvim_get_current_line(),
    in_the_same_window = vim.api.nvim_get_current_win() == window,
    windows = #vim.api.nvim_list_wins(),
  }
  press('<C-o>')
  seen.back = vim.api.nvim_get_current_buf() == note

  seen.beside = opened('vertical Deskcheck timeline ' .. case.name)
  press('q')

  vim.cmd('Deskcheck timeline Nobody Whatsoever')
  seen.unknown = S.told()
  vim.api.nvim_win_set_cursor(window, { 1, 0 })
  vim.cmd('Deskcheck timeline')
  seen.nobody_here = S.told()
end)
