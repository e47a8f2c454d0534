SELECT a, A, _a, a1, a$1, été, 日本語, "Quoted", "with ""quotes""", "semi;colon", "new
line", U&"d\0061t\+000061", u&"d!0061ta" UESCAPE '!', "", U&"";
SELECT select, "select", u&"a", U & "a", u"a", e"a", x"a", "a""b""", "-- no comment", "/* nor here";
SELECT a"b"c'd'e;
