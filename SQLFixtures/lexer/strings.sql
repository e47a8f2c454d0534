-- plain strings: a doubled quote is a quote, a backslash is itself
SELECT 'plain', '', 'it''s', 'C:\temp\', '''';
-- escape strings: a backslash takes the next byte with it
SELECT E'it\'s', e'\\', E'\'', E'a\n\x41\101\u00e9\U0001F600', E'''';
-- Unicode, national, bit and hexadecimal strings
SELECT U&'d\0061t\+000061', u&'!0061' UESCAPE '!', N'national', b'0101', X'1fFF';
-- a bit string knows no doubled quote: two tokens
SELECT B'0''1';
-- a word that ends in e, b or x begins no string
SELECT note'x', sub'0', hex'F';
-- u followed by & that begins no string is a word and an operator
SELECT u&1, u & 'a', u&x;

-- continued over a newline, comments between, another style after
SELECT 'a'
  'b' -- note
  -- note

  'c', E'a\''
'\'b', U&'a'
'\0062', B'0'
'1';
-- not continued: same line, block comment, dollar string, another kind of string
SELECT 'a' 'b';
SELECT 'a' /* x */
'b';
SELECT 'a' -- x
E'b';
SELECT $$a$$
'b';

-- dollar quotes
SELECT $$it's; -- not a comment$$, $tag$ $$ $other$ $ta $tag $tag$, $a1_é$x$a1_é$, $$$$;
SELECT $a$ $ab$ $a $b$a$;
SELECT $1, $23, a$b$c, $;
SELECT $abc, $1abc$;
