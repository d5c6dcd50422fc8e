--- A document is corrected while an analyst looks at the note, and touches nothing.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

S.listen()
require('deskcheck').setup({ cmd = { vim.env.DESKCHECK_BIN, 'lsp' } })

S.run(function(note)
  S.need_judged(note)
  local row = S.find(note, case.figure)
  seen.before = #vim.diagnostic.get(note, { lnum = row })
  local status = require('deskcheck').status()

  local text = table.concat(vim.fn.readfile(case.document), '\n')
  local corrected, times = text:gsub(vim.pesc(case.says), case.should_say)
  seen.corrected = times
  vim.fn.writefile(vim.split(corrected, '\n'), case.document)
  S.need('the warning to go', function()
    return #vim.diagnostic.get(note, { lnum = row }) == 0
  end)
  S.need('the status line to follow', function()
    return require('deskcheck').status() ~= status
  end)
end)
