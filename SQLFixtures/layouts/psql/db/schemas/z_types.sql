CREATE TYPE size AS ENUM ('small', 'big');
