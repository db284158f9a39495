a = café
