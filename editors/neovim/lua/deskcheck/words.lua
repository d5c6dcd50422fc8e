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

return M
