SELECT weight FROM crate WHERE false;
