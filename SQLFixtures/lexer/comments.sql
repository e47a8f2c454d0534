-- a line comment; with a semicolon and a 'quote
SELECT 1 -- at the end
/* block */, /* of
two lines */ 2 /* nested /* twice /* thrice */ */ -- still in
*/, 3 /**/, 4 /***/, 5 /* **/, 6 /*/ odd */, 7 /*/* */ */
/*;*/;--last
--
-- "unterminated
SELECT 8 --/* no block
;
SELECT 9 /* -- no line comment */;
