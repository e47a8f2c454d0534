-- Who reads what, and the schemas that a new session looks in.
SELECT current_setting('server_version_num') AS version,
       current_database()::text AS database,
       current_user::text AS role,
       pg_get_userbyid(datdba)::text AS owner,
       current_schemas(false)::text[] AS search_path
  FROM pg_database
 WHERE datname = current_database()
