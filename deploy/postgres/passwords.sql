-- Sets the passwords of the roles from files, after roles.sql, where the database is created in a container
-- (compose.scale.yaml). `psql` reads the files, so that no password is an argument; they have one line each.

\set owner `cat /run/secrets/database_owner`
\set worker `cat /run/secrets/database_worker`
\set bot `cat /run/secrets/database_bot`
alter role footnote_owner password :'owner';
alter role footnote_worker password :'worker';
alter role footnote_bot password :'bot';
