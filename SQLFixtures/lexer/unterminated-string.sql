SELECT 'a; -- x
$$ " /*