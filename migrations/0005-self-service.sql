-- Self-service: the collections that servers manage themselves.
-- Processes of schema 1 and later serve on.

-- A table of the coordinator: no content.
create table guild_collection (
  -- `guild-` and the ID of the guild.
  id text primary key,
  guild text not null unique,
  -- In JSON.
  settings text not null,
  created timestamptz not null default now(),
  -- When the bot was last known to be in the guild, and when it was removed.
  seen timestamptz not null default now(),
  left_at timestamptz,
  -- Since when everything of it is to be deleted: it is found by those alone who delete it.
  erasing timestamptz
);
create index on guild_collection (left_at) where left_at is not null;
create index on guild_collection (seen) where left_at is null;
create index on guild_collection (erasing) where erasing is not null;

create table upload (
  collection text not null,
  path text not null,
  content bytea not null,
  sidecar bytea,
  sha256 bytea generated always as (sha256(content)) stored,
  sidecar_sha256 bytea generated always as (sha256(sidecar)) stored,
  -- Of both.
  bytes integer generated always as (length(content) + coalesce(length(sidecar), 0)) stored,
  primary key (collection, path)
);

-- A table of the coordinator: the last change of uploads in each collection, with the files from before it, to be undone.
create table guild_change (
  collection text primary key,
  id text not null,
  kind text not null,
  path text not null,
  content bytea,
  sidecar bytea,
  -- The stamp of the files after it.
  after text not null,
  at timestamptz not null default now()
);
create index on guild_change (at);

-- The builds that members of a server began on a day of UTC.
create table build_count (
  collection text not null,
  day date not null,
  number integer not null,
  primary key (collection)
);

-- Counts the rows of a collection in each table that has any: all tables of the catalogue that name a collection, with the
-- rights of the owner, who may read them all.
create function collection_rows(id text) returns table (name text, number bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  keyed record;
begin
  for keyed in
    select nspname as space, relname as own, attname as key
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
    where relkind in ('r', 'p') and not relispartition
      and nspname not in ('pg_catalog', 'information_schema')
      and (attname = 'collection' or (attname = 'id' and relname in ('collection', 'guild_collection')))
    order by relname
  loop
    begin
      execute format('select count(*) from %I.%I where %I = $1', keyed.space, keyed.own, keyed.key)
        into number using id;
    exception when undefined_table then
      -- The table of a large generation that was dropped meanwhile.
      number := 0;
    end;
    name := keyed.own;
    if number > 0 then
      return next;
    end if;
  end loop;
end $$;
