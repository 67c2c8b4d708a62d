-- Rights of the roles of deploy/postgres/roles.sql, granted after each run of the migrations; nothing where they don't exist.

do $$
declare
  hasBot boolean := exists (select from pg_roles where rolname = 'footnote_bot');
  large text;
begin
  if exists (select from pg_roles where rolname = 'footnote_worker') then
    grant usage, create on schema footnote_large to footnote_worker;
    grant select, insert, update, delete on all tables in schema public to footnote_worker;
    revoke insert, update, delete on schema_migration from footnote_worker;
    -- Only their owner can drop the tables of generations that this user built.
    if pg_has_role(current_user, 'footnote_worker', 'member') then
      for large in
        select format('%I.%I', schemaname, tablename) from pg_tables
        where schemaname = 'footnote_large' and tableowner <> 'footnote_worker'
          and pg_has_role(current_user, tableowner, 'member')
      loop
        execute format('alter table %s owner to footnote_worker', large);
        if hasBot then
          execute format('grant select on %s to footnote_bot', large);
        end if;
      end loop;
    end if;
  end if;
  if hasBot then
    grant usage on schema footnote_large to footnote_bot;
    grant select on all tables in schema public to footnote_bot;
    grant insert, update, delete on feedback, pin, job to footnote_bot;
    grant insert, update, delete on rate_limit, interaction_claim, gateway_identify, ballot_key, pending_work to footnote_bot;
    grant insert, update, delete on guild_collection, guild_change, upload, build_count to footnote_bot;
  end if;
end $$;
