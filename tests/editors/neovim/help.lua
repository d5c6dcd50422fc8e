--- The help file: its tags can be made, and every tag and option that it refers to exists.

local S = dofile(vim.env.DESKCHECK_SESSION)
local seen = S.seen

S.run(function()
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder .. '/doc', 'p')
  local help = vim.fs.joinpath(vim.env.DESKCHECK_PLUGIN, 'doc/deskcheck.txt')
  vim.uv.fs_copyfile(help, folder .. '/doc/deskcheck.txt')
  vim.cmd.helptags(folder .. '/doc')
  vim.opt.runtimepath:append(folder)

  seen.dangling = {}
  seen.followed = 0
  for _, line in ipairs(vim.fn.readfile(help)) do
    for tag in line:gmatch('|(%S-)|') do
      seen.followed = seen.followed + 1
      if not pcall(vim.cmd.help, tag) or vim.fn.getcompletion(tag, 'help')[1] == nil then
        table.insert(seen.dangling, tag)
      end
    end
  end
  seen.subcommands = vim.tbl_map(function(name)
    return { name = name, helped = pcall(vim.cmd.help, ':Deskcheck-' .. name) }
  end, vim.fn.getcompletion('Deskcheck ', 'cmdline'))
end)
