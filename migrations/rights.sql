-- Rights of the roles of deploy/postgres/roles.sql, granted after each run of the migrations; nothing where they don't exist.

do $$
begin
  if exists (select from pg_roles where rolname = 'footnote_worker') then
    grant usage, create on schema footnote_large to footnote_worker;
    grant select, insert, update, delete on all tables in schema public to footnote_worker;
    revoke insert, update, delete on schema_migration from footnote_worker;
  end if;
  if exists (select from pg_roles where rolname = 'footnote_bot') then
    grant usage on schema footnote_large to footnote_bot;
    grant select on all tables in schema public to footnote_bot;
    grant insert, update, delete on feedback, pin, job to footnote_bot;
  end if;
end $$;
