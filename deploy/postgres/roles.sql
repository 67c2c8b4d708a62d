-- Roles with the least rights, for a database of Footnote's own. A superuser runs this once in that database, before the
-- first `footnote migrate`:
--
--   psql -d quotes -f deploy/postgres/roles.sql
--
-- and then sets a password for each, with \password footnote_owner and so on: none is written to a file.
--
--   footnote_owner   makes and changes tables: `footnote migrate`
--   footnote_worker  writes documents and passages: builds, `npm run worker`
--   footnote_bot     reads them, and writes votes, pins and jobs: `npm start`

create role footnote_owner login;
create role footnote_worker login;
create role footnote_bot login;
-- So that `footnote migrate` gives the worker the tables of large generations that the owner built.
grant footnote_worker to footnote_owner;

revoke all on schema public from public;
grant usage on schema public to footnote_worker, footnote_bot;
grant usage, create on schema public to footnote_owner;
-- For the schema footnote_large and, where it is trusted, the extension.
do $$ begin execute format('grant create on database %I to footnote_owner', current_database()); end $$;

-- The table of a large generation, which a worker makes, can be read by the bot.
alter default privileges for role footnote_worker grant select on tables to footnote_bot;

-- The extension belongs to the superuser, so that its owner updates it.
create extension if not exists vector;
