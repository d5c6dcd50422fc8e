--- What the notation's grammar makes of each example, in notes as the analyst has them open. No server.

local case = vim.json.decode(table.concat(vim.fn.readfile(vim.env.DESKCHECK_CASE), '\n'))
vim.opt.runtimepath:append({ vim.env.DESKCHECK_PLUGIN, vim.env.DESKCHECK_NOTATION })
vim.cmd.runtime('plugin/deskcheck.lua')

--- The captures that the grammar of notes sets on each byte of a note, line by line.
local function captures(text)
  local note = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(note, 0, -1, false, text)
  vim.treesitter.start(note, 'markdown')
  vim.treesitter.get_parser(note):parse(true)
  local lines = {}
  for row, line in ipairs(text) do
    lines[row] = vim.empty_dict()
    for column = 0, #line - 1 do
      for _, capture in ipairs(vim.treesitter.get_captures_at_pos(note, row - 1, column)) do
        if capture.lang == 'deskcheck_notes' and not vim.tbl_contains(case.passed_over, capture.capture) then
          lines[row][tostring(column)] = capture.capture
        end
      end
    end
  end
  vim.api.nvim_buf_delete(note, { force = true })
  return lines
end

local seen = {}
local worked, told = xpcall(function()
  seen.captures = vim.tbl_map(captures, case.examples)
  vim.cmd.colorscheme('habamax')
  seen.brackets = vim.api.nvim_get_hl(0, { name = '@deskcheck.citations' })
  seen.messages = vim.fn.execute('messages')
end, debug.traceback)
if not worked then
  seen.error = told
end
vim.fn.writefile({ vim.json.encode(seen) }, vim.env.DESKCHECK_SEEN)
vim.cmd('qall!')
