--- An analyst settles that a name in the note is another's, and dismisses a finding.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

S.listen()
require('deskcheck').setup({ cmd = { vim.env.DESKCHECK_BIN, 'lsp' } })

--- Findings on the line of a text.
local function found_on(note, text)
  return vim.tbl_map(function(found)
    return found.code
  end, vim.diagnostic.get(note, { lnum = S.find(note, text) }))
end

--- Chooses the action whose title holds these words.
local function choose(note, place, words)
  S.put_cursor(note, place)
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title:find(words, 1, true) ~= nil
    end,
  })
end

S.run(function(note)
  S.need_judged(note)
  seen.before = found_on(note, case.name)
  choose(note, case.name, 'is not the same as')
  seen.told = S.told()
  seen.cards = vim.fn.readfile('actors.toml')
  seen.settings = vim.fn.readfile('deskcheck.toml')
  S.need('the card to take effect', function()
    return #found_on(note, case.name) == 0
  end)

  choose(note, case.figure, 'Dismiss ')
  S.need('the finding to be dismissed', function()
    return not vim.list_contains(found_on(note, case.figure), case.rule)
  end)
  seen.line = vim.api.nvim_buf_get_lines(note, S.find(note, case.figure), S.find(note, case.figure) + 1, false)[1]
  seen.note_modified = vim.bo[note].modified
end)
