CREATE ROLE ${reader};
