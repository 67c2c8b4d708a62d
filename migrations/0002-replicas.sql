-- Tables of the coordinator: state that replicas of the bot share.
-- Processes of schema 1 and later serve on.

-- Counts of rates, as rate-limiter-flexible expects them: it names no columns. Not logged: after a crash, rates begin
-- again. Keys are keyed hashes.
create unlogged table rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  -- In milliseconds since 1970.
  expire bigint
) with (fillfactor = 50);

-- Interactions that a replica took, so that a second delivery is dropped. IDs grow with time.
create table interaction_claim (
  id bigint primary key,
  at timestamptz not null default now()
);

-- The latest moment at which a session of the gateway may identify, by bucket.
create table gateway_identify (
  application text not null,
  bucket integer not null,
  at timestamptz not null,
  primary key (application, bucket)
);

-- Keys of the digests of ballots, by the day of the reply. Once a key is deleted, no vote can be linked to a member.
create table ballot_key (
  day date primary key,
  key bytea not null
);

-- Changes of documents that wait for the confirmation of their owner, for some minutes.
create table pending_work (
  collection text not null,
  id text not null,
  kind text not null,
  -- A hash of the ID and the owner.
  owner bytea not null,
  work text not null,
  -- The bytes of a file, if it has one.
  bytes bytea,
  expires timestamptz not null,
  primary key (collection, id),
  check (octet_length(work) <= 65536 and octet_length(bytes) <= 16777216)
);
alter table pending_work alter column bytes set storage external;
create index on pending_work (expires);
