--- Lists of what stands in a note and behind it, as entries of Neovim's own quickfix and location lists.

local ask = require('deskcheck.ask')
local show = require('deskcheck.list_window').show
local words = require('deskcheck.words')

local counted, one_line = words.counted, words.one_line

local M = {}

--- The verdicts: what needs a look comes first.
local VERDICTS = {
  { name = 'contradicted', mark = '✗', type = 'W' },
  { name = 'disputed', mark = '?', type = 'I' },
  { name = 'outdated', mark = '↻', type = 'I' },
  { name = 'imprecise', mark = '~', type = 'N' },
  { name = 'unverified', mark = '·', type = '' },
  { name = 'supported', mark = '✓', type = '' },
}

--- The names of the verdicts.
---@return string[]
function M.verdicts()
  return vim.tbl_map(function(verdict)
    return verdict.name
  end, VERDICTS)
end

--- Letters of diagnostics in lists, by severity.
local SEVERITIES = { 'E', 'W', 'I', 'N' }

--- The places of what the server told, as entries of a list, in its order. Each carries what it is the place of as `told`.
---@param told table[]
---@param place fun(one: table): string, lsp.Range uri and range
---@param encoding string
---@return table[]
local function entries(told, place, encoding)
  local locations = {}
  for number, one in ipairs(told) do
    local uri, range = place(one)
    locations[number] = { uri = uri, range = range, number = number }
  end
  -- Neovim puts them into its own order.
  local items = vim.lsp.util.locations_to_items(locations, encoding)
  table.sort(items, function(one, other)
    return one.user_data.number < other.user_data.number
  end)
  for _, item in ipairs(items) do
    item.told, item.user_data = told[item.user_data.number], nil
  end
  return items
end

--- What the list says of a claim: the finding's own sentence, else the words and who agrees.
local function in_words(claim)
  if claim.message then
    return one_line(claim.message)
  end
  local documents = {}
  for _, passage in ipairs(claim.passages) do
    if not vim.list_contains(documents, passage.document) then
      documents[#documents + 1] = passage.document
    end
  end
  return one_line(claim.words) .. (#documents > 0 and ': ' .. table.concat(documents, ', ') or '')
end

--- The entries of the figures with one verdict.
---@param items table[]
---@param verdict table
---@return table[]
local function with_verdict(items, verdict)
  local found = vim.tbl_filter(function(item)
    return item.told.verdict == verdict.name
  end, items)
  for _, item in ipairs(found) do
    item.type = verdict.type
    item.cells = { verdict.mark .. ' ' .. verdict.name, ('%4d'):format(item.lnum), in_words(item.told) }
  end
  return found
end

--- The figures of the note, those that need a look first.
---@param name? string only those with this verdict
function M.claims(name)
  local wanted = vim.tbl_filter(function(verdict)
    return not name or verdict.name == name
  end, VERDICTS)
  if #wanted == 0 then
    return ask.say(('`%s` is no verdict: %s.'):format(name, table.concat(M.verdicts(), ', ')), vim.log.levels.WARN)
  end
  ask.ask_of_note('deskcheck/claims', function(answer, client, window)
    local uri = vim.uri_from_bufnr(vim.api.nvim_win_get_buf(window))
    local all = entries(answer and answer.claims or {}, function(claim)
      return uri, claim.range
    end, client.offset_encoding)
    local items = {}
    for _, verdict in ipairs(wanted) do
      vim.list_extend(items, with_verdict(all, verdict))
    end
    if #items == 0 then
      return ask.say(name and ('no figure of this note is %s.'):format(name) or 'this note states no figure.')
    end
    show(name and name .. ' figures' or 'figures', items, { window = window, wraps = true })
  end)
end

--- The line of one document.
local function source_cells(source)
  local dated = source.dated and source.dated .. (source.dateInferred and '?' or '') or 'no date'
  local cited = #source.cited > 0 and ('cited %d×'):format(#source.cited) or ''
  local about = vim.tbl_filter(function(part)
    return part and part ~= ''
  end, { source.retracted and 'RETRACTED' or '', source.grade or '', source.title or '', source.publisher or '' })
  local figures = source.leftOut or counted(source.figures, 'figure', 3)
  return { dated, source.key, cited, figures, one_line(table.concat(about, ', ')) }
end

--- The documents behind the note, or those of every note where the current window shows none; below them what could not
--- be read.
function M.sources()
  local client, note = ask.client()
  if not client then
    return
  end
  local params = note and { textDocument = vim.lsp.util.make_text_document_params(note) }
  ask.ask(client, 'deskcheck/sources', params, function(answer)
    answer = answer or { sources = {}, problems = {} }
    local start = { line = 0, character = 0 }
    local items = entries(answer.sources, function(source)
      return source.uri, { start = start, ['end'] = start }
    end, client.offset_encoding)
    for _, item in ipairs(items) do
      item.cells = source_cells(item.told)
    end
    for _, problem in ipairs(answer.problems) do
      local file = vim.uri_to_fname(problem.uri)
      local cells = { '✗ unread', vim.fs.basename(file), '', '', one_line(problem.message) }
      items[#items + 1] = { filename = file, type = 'E', cells = cells }
    end
    if #items == 0 then
      return ask.say('there are no documents: put some into a folder `sources` beside the note.')
    end
    show(counted(#answer.sources, 'document'), items, {})
  end)
end

--- Who is named in the note, by first mention.
function M.actors()
  ask.ask_of_note('deskcheck/actors', function(answer, client, window)
    local uri = vim.uri_from_bufnr(vim.api.nvim_win_get_buf(window))
    local actors = answer and answer.actors or {}
    if #actors == 0 then
      return ask.say('this note names nobody whom the documents know.')
    end
    local items = entries(actors, function(actor)
      return uri, actor.ranges[1]
    end, client.offset_encoding)
    for _, item in ipairs(items) do
      local actor = item.told
      item.cells = {
        actor.name,
        actor.kind or '',
        ('%2d×'):format(#actor.ranges),
        counted(actor.documents, 'document', 3),
        actor.introduction and one_line(actor.introduction.sentence) or '',
      }
    end
    show('actors', items, { window = window })
  end)
end

--- What is found in every note of the workspace, open or not.
function M.check()
  local client = ask.client()
  if not client then
    return
  end
  ask.ask(client, 'deskcheck/check', nil, function(answer)
    local found = {}
    for _, note in ipairs(answer.notes) do
      for _, diagnostic in ipairs(note.diagnostics) do
        found[#found + 1] = { uri = note.uri, diagnostic = diagnostic }
      end
    end
    local notes = counted(#answer.notes, 'note')
    if #found == 0 then
      return ask.say(('nothing to say of %s.'):format(notes))
    end
    local items = entries(found, function(one)
      return one.uri, one.diagnostic.range
    end, client.offset_encoding)
    for _, item in ipairs(items) do
      local diagnostic = item.told.diagnostic
      item.type = SEVERITIES[diagnostic.severity or 2]
      local place = ('%s:%d'):format(vim.fn.fnamemodify(item.filename, ':.'), item.lnum)
      item.cells = { place, diagnostic.code or '', one_line(diagnostic.message) }
    end
    show(('%s in %s'):format(counted(#found, 'finding'), notes), items, { wraps = true })
  end)
end

return M
