SELECT a+b, a - -b, a=-1, a=+-1, a<-1, a>=-1, a*-b, a/-b;
SELECT a@-b, a?-b, a||-b, a#>>-b, a%-b, a^+b, a!=-b, a~-1, a=@-1, a`+b;
SELECT +++a, -+-a, a+++b, a<+>b, a+-*b, a-+;
SELECT a=>b, a=>-b, a==>b, a=>=b, a->b, a->>b, a<@b, a@>b, a&&b, a ?| b, a ?& b, a @? b, a @@ b;
SELECT a+--comment
b, a-/*x*/b, a*/*x*/b, a*/b, a/**/b, a//*x*/b, a|/b, a|/*x*/b, a/-- b
;
SELECT a::int, a:: int, a: :int, a:=b, a : = b, a:::b, x ::= y;
SELECT a.b, a..b, a.*, a. b, a[1], a[1:2], a[:2], a[1:], a[i:j], a[i+1:j-1], a[(i):(j)];
SELECT a<b, a<=b, a<>b, a<=>b, a>b, a;b
