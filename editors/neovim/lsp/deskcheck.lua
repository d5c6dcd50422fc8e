--- Read by vim.lsp.enable('deskcheck') where setup() was not called.
return require('deskcheck').config()
