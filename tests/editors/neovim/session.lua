--- What the sessions here share: waiting, finding places, and handing over what was seen.
--- Nothing here judges: the observations go to a file as JSON, and the Rust test asserts.

local S = {}

vim.opt.swapfile = false
vim.opt.runtimepath:prepend(vim.env.DESKCHECK_PLUGIN)

--- Longest wait for one thing, in milliseconds; only a failing session ever takes it.
local PATIENCE = 60000

S.seen = {}
S.case = vim.json.decode(table.concat(vim.fn.readfile(vim.env.DESKCHECK_CASE), '\n'))

---@param condition fun(): any
---@return boolean
function S.wait(condition)
  return (vim.wait(PATIENCE, function()
    return condition() and true or false
  end, 10))
end

--- Waits for `condition`; when it never holds, ends the session with `what` as its error.
function S.need(what, condition)
  if not S.wait(condition) then
    error('waited in vain: ' .. what, 0)
  end
end

--- Waits until what was put into Neovim's queue before now is done.
function S.settle()
  local reached = false
  vim.schedule(function()
    reached = true
  end)
  S.need('the queue to empty', function()
    return reached
  end)
end

--- Keeps what the user is told, instead of showing it.
function S.listen()
  S.seen.notified = {}
  vim.notify = function(message, level)
    table.insert(S.seen.notified, { message = message, level = level })
  end
end

--- What the user is told next.
function S.told()
  S.need('a message', function()
    return #S.seen.notified > 0
  end)
  return table.remove(S.seen.notified, 1).message
end

--- Waits until the documents are read and the note is judged.
function S.need_judged(note)
  S.need('the note to be judged', function()
    return #vim.diagnostic.get(note) > 0
  end)
end

--- Where `text` first stands in a buffer: row and byte column, from 0.
function S.find(bufnr, text)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column then
      return row - 1, column - 1
    end
  end
  error(('the note does not hold "%s"'):format(text), 0)
end

function S.put_cursor(bufnr, text)
  local row, column = S.find(bufnr, text)
  vim.api.nvim_win_set_cursor(0, { row + 1, column })
end

--- The floating window's lines, once there is one; it is closed again.
function S.float()
  local lines
  S.need('a floating window', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
        vim.api.nvim_win_close(window, true)
        return true
      end
    end
  end)
  return lines
end

--- Goes to the definition of what is under the cursor, as CTRL-] would, and comes back.
---@return table { file, line (from 1), text, offered (how many places) }
function S.definition(bufnr)
  local window = vim.api.nvim_get_current_win()
  vim.fn.setqflist({}, 'f')
  vim.lsp.buf.definition()
  S.need('a definition', function()
    return vim.api.nvim_get_current_buf() ~= bufnr or #vim.fn.getqflist() > 0
  end)
  local offered = math.max(1, #vim.fn.getqflist())
  if offered > 1 then
    vim.cmd('silent cclose | silent cfirst')
  end
  local row = vim.api.nvim_win_get_cursor(0)[1]
  local place = {
    file = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t'),
    line = row,
    text = vim.api.nvim_get_current_line(),
    offered = offered,
  }
  vim.api.nvim_set_current_win(window)
  vim.api.nvim_set_current_buf(bufnr)
  return place
end

local function tail(path, count)
  local ok, lines = pcall(vim.fn.readfile, path)
  return ok and vim.list_slice(lines, math.max(1, #lines - count), #lines) or {}
end

--- Runs `session` with the note's buffer once Neovim is up; writes what was seen; quits.
function S.run(session)
  vim.g.session_begun = true
  vim.api.nvim_create_autocmd('VimEnter', {
    callback = function()
      vim.schedule(function()
        local ok, problem = pcall(session, vim.api.nvim_get_current_buf())
        if not ok then
          S.seen.error = tostring(problem)
          S.seen.shown = vim.tbl_map(function(d)
            return ('%d: %s: %s'):format(d.lnum + 1, d.code or '', d.message)
          end, vim.diagnostic.get())
        end
        S.seen.messages = vim.api.nvim_exec2('messages', { output = true }).output
        S.seen.log = tail(vim.lsp.log.get_filename(), 20)
        vim.fn.writefile({ vim.json.encode(S.seen) }, vim.env.DESKCHECK_SEEN)
        vim.cmd('qall!')
      end)
    end,
  })
end

return S
