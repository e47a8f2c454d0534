DROP FUNCTION depot_touch();
