GRANT SELECT ON booked TO ${reader};
