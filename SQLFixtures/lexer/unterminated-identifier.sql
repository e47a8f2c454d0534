SELECT "a; -- x
'