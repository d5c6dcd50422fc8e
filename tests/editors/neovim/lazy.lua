--- A spec of the README, loaded as lazy.nvim loads it: at the first note the plugin's folder goes onto the runtime path, its
--- `plugin/` is read, and it is set up by `config`, or else with `opts`.

local S = dofile(vim.env.DESKCHECK_SESSION)
local case, seen = S.case, S.seen

vim.opt.runtimepath:remove(vim.env.DESKCHECK_PLUGIN)
local spec = assert(load('return ' .. case.spec))()

local function load_plugin()
  local plugin = { name = spec.name, dir = spec.dir or case.clone }
  vim.opt.runtimepath:append(plugin.dir)
  for _, file in ipairs(vim.fn.glob(plugin.dir .. '/plugin/*.lua', true, true)) do
    vim.cmd.source(file)
  end
  if spec.config then
    spec.config(plugin, spec.opts)
  else
    require(spec.name).setup(spec.opts)
  end
end

vim.api.nvim_create_autocmd('FileType', {
  pattern = spec.ft,
  once = true,
  callback = function(event)
    load_plugin()
    -- Whoever began to listen meanwhile is told of this note too.
    vim.api.nvim_exec_autocmds('FileType', { group = 'nvim.lsp.enable', buffer = event.buf, modeline = false })
  end,
})
seen.known_before = pcall(require, spec.name)

S.run(function(note)
  S.need_judged(note)
  vim.cmd(spec.cmd .. ' claims')
  S.need('the list', function()
    return vim.bo.filetype == 'qf'
  end)
  seen.first = vim.api.nvim_get_current_line()
end)
