--- Shows a list: its entries in columns, in Neovim's own window for lists.

local M = {}

--- Between two columns.
local GAP = '  '

--- Most lines of a list that are shown at once; never more than a third of the screen.
local TALLEST = 12

--- Text filled up with blanks to a number of columns.
local function padded(text, width)
  return text .. (' '):rep(width - vim.fn.strdisplaywidth(text))
end

--- Puts cells into columns, each as wide as its widest cell; the last one ends as it ends.
---@param rows string[][]
---@return string[] lines
---@return integer columns before the last cell
local function aligned(rows)
  local widths = {}
  for _, row in ipairs(rows) do
    for column, cell in ipairs(row) do
      widths[column] = math.max(widths[column] or 0, vim.fn.strdisplaywidth(cell))
    end
  end
  local before = 0
  for column = 1, #widths - 1 do
    before = before + widths[column] + #GAP
  end
  return vim.tbl_map(function(row)
    local cells = {}
    for column, cell in ipairs(row) do
      cells[column] = column < #row and padded(cell, widths[column]) or cell
    end
    return (table.concat(cells, GAP):gsub('%s+$', ''))
  end, rows), before
end

--- The lines that a list shows: what we have put into columns, and not the file's name again and again.
function M.lines(asked)
  local get = asked.quickfix == 1 and vim.fn.getqflist or function(what)
    return vim.fn.getloclist(asked.winid, what)
  end
  local items = get({ id = asked.id, items = 0 }).items
  local lines = {}
  for number = asked.start_idx, asked.end_idx do
    lines[#lines + 1] = items[number].text
  end
  return lines
end

--- Opens the window of a list, and goes there unless the user has gone on typing.
---@param window? integer whose location list it is; else the quickfix list
---@param height integer
---@return integer list
local function open(window, height)
  local before = vim.api.nvim_get_current_win()
  local typing = vim.api.nvim_get_mode().mode:sub(1, 1) ~= 'n'
  local list
  if window then
    vim.api.nvim_win_call(window, function()
      vim.cmd.lopen({ count = height })
    end)
    list = vim.fn.getloclist(window, { winid = 0 }).winid
  else
    vim.cmd.copen({ count = height, mods = { split = 'botright' } })
    list = vim.fn.getqflist({ winid = 0 }).winid
  end
  vim.api.nvim_set_current_win(typing and before or list)
  return list
end

--- Shows a list of entries, each with the cells of its line.
---@param title string
---@param items table[] entries with `cells`
---@param how { window?: integer, wraps?: boolean } whose location list it is, else the quickfix list; whether long lines
--- go on below
function M.show(title, items, how)
  local window = how.window
  local texts, before = aligned(vim.tbl_map(function(item)
    return item.cells
  end, items))
  for number, item in ipairs(items) do
    item.text, item.cells, item.told = texts[number], nil, nil
  end
  local what = { title = 'Deskcheck: ' .. title, items = items, quickfixtextfunc = M.lines }
  if window then
    vim.fn.setloclist(window, {}, ' ', what)
  else
    vim.fn.setqflist({}, ' ', what)
  end
  local list = open(window, math.max(1, math.min(#items, TALLEST, math.floor(vim.o.lines / 3))))
  vim.wo[list].wrap = how.wraps or false
  -- It goes on below its own column.
  vim.wo[list].linebreak, vim.wo[list].breakindent = true, true
  vim.wo[list].breakindentopt = 'column:' .. before
end

return M
