--- How things are put into words, in lists and messages alike.

local M = {}

--- `1 document`, `2 documents`; in columns the number is filled up with blanks to `width`.
---@param count integer
---@param noun string
---@param width? integer
---@return string
function M.counted(count, noun, width)
  return ('%' .. (width or '') .. 'd %s%s'):format(count, noun, count == 1 and '' or 's')
end

--- A text as it stands in one line.
---@param text string
---@return string
function M.one_line(text)
  return (text:gsub('%s+', ' '))
end

local MONTHS = {
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
}

--- Year, month and day of `2020-06-26`.
---@param date string
---@return integer, integer, integer
local function parts(date)
  local year, month, day = date:match('^(%d+)-(%d+)-(%d+)$')
  return tonumber(year), tonumber(month), tonumber(day)
end

---@param date string
---@return string such as `26 June 2020`
local function day_in_words(date)
  local year, month, day = parts(date)
  return ('%d %s %d'):format(day, MONTHS[month], year)
end

--- Whether both days of a year bound whole months.
local function are_whole_months(from, to)
  local year, month, last = parts(to)
  local _, _, first = parts(from)
  return first == 1 and last == os.date('*t', os.time({ year = year, month = month + 1, day = 0 })).day
end

--- Days as prose writes them: `25–26 June 2020`, `28 June – 2 July 2020`, `June 2020`. Of two days one may be unknown.
---@param from? string such as `2020-06-25`
---@param to? string
---@return string
function M.days(from, to)
  if not from or not to or from == to then
    return (from or to) and day_in_words(from or to) or 'Day unknown'
  end
  local year, month, day = parts(from)
  local last_year, last_month = parts(to)
  if year ~= last_year then
    return ('%s – %s'):format(day_in_words(from), day_in_words(to))
  elseif are_whole_months(from, to) then
    if month == last_month then
      return ('%s %d'):format(MONTHS[month], year)
    end
    return month == 1 and last_month == 12 and tostring(year) or ('%s – %s %d'):format(MONTHS[month], MONTHS[last_month], year)
  elseif month == last_month then
    return ('%d–%s'):format(day, day_in_words(to))
  end
  return ('%d %s – %s'):format(day, MONTHS[month], day_in_words(to))
end

return M
