--- What the documents tell of an actor, day by day, in a window of its own.

local ask = require('deskcheck.ask')
local words = require('deskcheck.words')

local M = {}

local space = vim.api.nvim_create_namespace('deskcheck.timeline')

--- Colours of the parts of a line; colour schemes may have their own.
local COLOURS = {
  deskcheckActor = 'Title',
  deskcheckDay = 'Identifier',
  deskcheckHappening = 'Title',
  deskcheckDocument = 'Directory',
}

--- Columns of text in the window, where the screen has them.
local WIDEST = 100

---@class deskcheck.Page
---@field lines string[]
---@field marks table[] row, first and last byte, highlight group
---@field passages table<integer, table> what stands behind a line, counted from 1

--- Adds a line of parts, each in the colour of its group.
---@param page deskcheck.Page
---@param parts string[][] text and highlight group
---@param passage? table
local function add(page, parts, passage)
  local text = ''
  for _, part in ipairs(parts) do
    if part[2] then
      page.marks[#page.marks + 1] = { #page.lines, #text, #text + #part[1], part[2] }
    end
    text = text .. part[1]
  end
  page.lines[#page.lines + 1] = text
  page.passages[#page.lines] = passage
end

---@param page deskcheck.Page
---@param event table
local function add_event(page, event)
  add(page, { { '' } })
  add(page, { { event.when or 'Day unknown', 'deskcheckDay' }, { '  ' .. event.words, 'deskcheckHappening' } }, event.passages[1])
  for _, passage in ipairs(event.passages) do
    local sentence = '  ' .. words.one_line(passage.sentence)
    add(page, { { '    ' }, { passage.document, 'deskcheckDocument' }, { sentence } }, passage)
  end
end

---@param timelines table[]
---@return deskcheck.Page
local function page_of(timelines)
  local page = { lines = {}, marks = {}, passages = {} }
  for number, timeline in ipairs(timelines) do
    if number > 1 then
      add(page, { { '' } })
    end
    add(page, { { timeline.actor, 'deskcheckActor' }, { timeline.kind and ', ' .. timeline.kind or '' } })
    for _, event in ipairs(timeline.events) do
      add_event(page, event)
    end
    if #timeline.events == 0 then
      add(page, { { '' } })
      add(page, { { 'The documents tell of nothing that happened to it.', 'Comment' } })
    end
  end
  return page
end

---@param page deskcheck.Page
---@return integer bufnr
local function buffer_of(page)
  for group, link in pairs(COLOURS) do
    vim.api.nvim_set_hl(0, group, { link = link, default = true })
  end
  local bufnr = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, page.lines)
  for _, mark in ipairs(page.marks) do
    vim.api.nvim_buf_set_extmark(bufnr, space, mark[1], mark[2], { end_col = mark[3], hl_group = mark[4] })
  end
  vim.bo[bufnr].modifiable = false
  vim.bo[bufnr].bufhidden = 'wipe'
  vim.bo[bufnr].filetype = 'deskcheck-timeline'
  return bufnr
end

--- How a floating window lies in the middle of the screen, as tall as `height` lines if there is room.
local function middle(height)
  local width = math.min(WIDEST, vim.o.columns - 4)
  height = math.max(1, math.min(height, vim.o.lines - 6))
  return {
    relative = 'editor',
    width = width,
    height = height,
    col = math.floor((vim.o.columns - width) / 2) - 1,
    row = math.floor((vim.o.lines - height) / 2) - 1,
  }
end

---@param bufnr integer
---@return integer window
local function float(bufnr)
  local border = vim.o.winborder ~= '' and vim.o.winborder or 'rounded'
  local place = vim.tbl_extend('error', middle(vim.api.nvim_buf_line_count(bufnr)), {
    style = 'minimal',
    border = border,
    title = border ~= 'none' and ' Timeline ' or nil,
    footer = border ~= 'none' and ' Enter: the passage   q: close ' or nil,
  })
  return vim.api.nvim_open_win(bufnr, true, place)
end

--- Opens the window: floating, or beside the note where the command says where (`:vertical Deskcheck timeline`).
---@param bufnr integer
---@param mods? table as commands have them
---@return integer window
local function open_window(bufnr, mods)
  local split = mods and (mods.vertical or mods.horizontal or mods.split ~= '')
  local window
  if split then
    vim.cmd.sbuffer({ bufnr, mods = mods })
    window = vim.api.nvim_get_current_win()
    vim.wo[window].number, vim.wo[window].relativenumber = false, false
  else
    window = float(bufnr)
  end
  vim.wo[window].wrap, vim.wo[window].linebreak, vim.wo[window].breakindent = true, true, true
  vim.wo[window].breakindentopt = 'shift:2'
  vim.wo[window].cursorline = true
  if not split then
    vim.wo[window].statuscolumn = ' '
    -- Only now is it known how long lines are broken.
    local height = vim.api.nvim_win_text_height(window, {}).all
    vim.api.nvim_win_set_config(window, middle(height))
  end
  return window
end

--- What keys do in the window.
---@param page deskcheck.Page
---@param window integer
---@param note integer the window that was asked from
---@param encoding string
local function set_keys(page, window, note, encoding)
  local bufnr = vim.api.nvim_win_get_buf(window)
  local floating = vim.api.nvim_win_get_config(window).relative ~= ''
  local function map(key, what, action)
    vim.keymap.set('n', key, action, { buffer = bufnr, nowait = true, desc = what })
  end
  local function close()
    vim.api.nvim_win_close(window, true)
  end
  map('q', 'Close', close)
  if floating then
    map('<Esc>', 'Close', close)
  end
  map('<CR>', 'Go to the passage', function()
    local passage = page.passages[vim.api.nvim_win_get_cursor(window)[1]]
    if not passage then
      return
    end
    if floating then
      close()
    end
    if vim.api.nvim_win_is_valid(note) then
      vim.api.nvim_set_current_win(note)
    end
    vim.lsp.util.show_document({ uri = passage.uri, range = passage.range }, encoding, { focus = true })
  end)
end

--- Shows the timeline of an actor: the named one, else the one under the cursor.
---@param name? string
---@param mods? table
function M.open(name, mods)
  ask.ask_of_note('deskcheck/timeline', function(answer, client, note)
    if not answer or #answer.timelines == 0 then
      return ask.say(
        name and ('the documents know no actor called %s.'):format(name)
          or 'no actor stands under the cursor. Put it on a name, or say one: `:Deskcheck timeline NAME`.'
      )
    end
    local page = page_of(answer.timelines)
    local window = open_window(buffer_of(page), mods)
    set_keys(page, window, note, client.offset_encoding)
    -- The first line that leads somewhere.
    local first = vim.iter(vim.tbl_keys(page.passages)):fold(#page.lines, math.min)
    vim.api.nvim_win_set_cursor(window, { first, 0 })
  end, function(client, window)
    return name and { name = name }
      or { position = vim.lsp.util.make_position_params(window, client.offset_encoding).position }
  end)
end

return M
