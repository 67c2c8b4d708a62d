-- Tables of content: `collection` comes first in each primary key and in each foreign key, so that they can be
-- distributed by it. `generation` in them is the number of a generation, known before its ID.

create extension if not exists vector;

create table collection (
  id text primary key,
  -- Counts the builds that began: a build that lost its lock finds another number.
  builds bigint not null default 0,
  created timestamptz not null default now()
);

create table generation (
  collection text not null,
  -- The microsecond at which it was begun, not a sequence: a standby that lacks the last generations of a lost primary
  -- must not give their numbers, which processes still have open, to others.
  number bigint not null default (extract(epoch from clock_timestamp()) * 1000000)::bigint,
  -- Null while it is being staged or removed.
  id text,
  -- The models and versions that made it: processes of two versions each serve their own.
  model text not null,
  -- Names the table of its passages where they are many.
  large_table text,
  recipe text not null,
  -- Counts, languages and the average lengths of passages in JSON; null until it is sealed.
  summary text,
  -- Packed by row: the IDs of passages, their lengths in terms; then the document frequencies of tokens.
  ids bytea,
  lengths bytea,
  token_frequencies bytea,
  -- Four digests, end to end: of its documents, its passages, its postings and its words.
  contents bytea,
  -- The hash of all of the above.
  digest bytea,
  examples text,
  created timestamptz not null default now(),
  primary key (collection, number),
  unique (collection, id)
);
alter table generation alter column ids set storage external;
alter table generation alter column lengths set storage external;
alter table generation alter column token_frequencies set storage external;

create table active (
  collection text not null,
  model text not null,
  generation bigint not null,
  primary key (collection, model),
  foreign key (collection, generation) references generation (collection, number)
);

-- Each text once, by its hash: the lines of documents.
create table blob (
  collection text not null,
  sha256 bytea not null,
  bytes bytea not null,
  primary key (collection, sha256)
);

create table document (
  collection text not null,
  generation bigint not null,
  position integer not null,
  path text not null,
  blob bytea not null,
  passages integer not null,
  -- The row of its first passage.
  first_row integer not null,
  primary key (collection, generation, position),
  unique (collection, generation, path),
  foreign key (collection, generation) references generation (collection, number) on delete cascade,
  foreign key (collection, blob) references blob (collection, sha256)
);
-- Finds the references to a blob.
create index on document (collection, blob);

create table passage (
  collection text not null,
  generation bigint not null,
  row integer not null,
  id text not null,
  -- The position of its document.
  document integer not null,
  language text not null,
  -- Its position, headings and hash in JSON, without its text.
  line text not null,
  -- Title and headings, folded as its language is.
  label text not null,
  embedding vector not null,
  -- Compact vectors of its sentences by both models, and of its tokens.
  sentences bytea not null,
  native bytea not null,
  -- Null where an earlier row has the same.
  tokens bytea,
  tokens_row integer not null,
  -- Its terms with their counts, those of its headings and of each sentence, packed.
  terms bytea not null,
  digest bytea not null,
  primary key (collection, generation, row)
) partition by hash (collection);
alter table passage alter column embedding set storage plain;
alter table passage alter column sentences set storage external;
alter table passage alter column native set storage external;
alter table passage alter column tokens set storage external;
alter table passage alter column terms set storage external;
create unique index on passage (collection, generation, id);

create table posting (
  collection text not null,
  generation bigint not null,
  -- The language and the term.
  term text not null,
  number integer not null,
  -- Packed: rows, then counts.
  passages bytea not null,
  primary key (collection, generation, term)
) partition by hash (collection);

do $$
begin
  for remainder in 0..63 loop
    execute format('create table passage_%s partition of passage for values with (modulus 64, remainder %s)', remainder, remainder);
    execute format('create table posting_%s partition of posting for values with (modulus 64, remainder %s)', remainder, remainder);
  end loop;
end $$;

-- The words of a generation by their length, for words that are spelt nearly alike.
create table word (
  collection text not null,
  generation bigint not null,
  length integer not null,
  words text[] not null,
  primary key (collection, generation, length)
);

create table history (
  collection text not null,
  id bigint generated always as identity,
  -- Of an activation.
  generation text,
  -- Of a passage that is gone.
  passage text,
  event text not null,
  at timestamptz not null,
  primary key (collection, id)
);
create index on history (collection, passage, id) where passage is not null;
create index on history (collection, generation, id) where generation is not null;

create table pin (
  collection text not null,
  id text not null,
  position bigint generated always as identity,
  question text not null,
  passage text not null,
  day date not null,
  primary key (collection, id)
);

create table feedback (
  collection text not null,
  id bigint generated always as identity,
  kind text not null,
  day date not null,
  record text not null,
  primary key (collection, id)
);
create index on feedback (collection, day);
-- The mark of the last weekly report.
create unique index on feedback (collection) where kind = 'digest';

-- Tables of large generations: each is created with its generation and dropped with it.
create schema footnote_large;

-- Tables of the coordinator: no content, and not distributed (with `collection` above).
create table job (
  id bigint generated always as identity primary key,
  collection text not null,
  kind text not null,
  policy text not null,
  -- The models and versions of the process that added it; workers of others leave it.
  edition text not null default '',
  state text not null default 'queued',
  -- The number of texts to embed, once it is known.
  size integer,
  attempts integer not null default 0,
  -- The earliest time of the next attempt.
  due timestamptz not null default now(),
  created timestamptz not null default now(),
  began timestamptz,
  -- Renewed by its worker.
  beat timestamptz,
  worker text,
  progress text,
  ended timestamptz,
  result text,
  check (state in ('queued', 'running', 'done', 'failed')),
  check (kind in ('sync', 'build', 'purge', 'digest'))
);
-- One job of a collection runs at a time.
create unique index job_running on job (collection) where state = 'running';
-- A job that never began is joined by equal requests.
create unique index job_fresh on job (collection, kind, policy, edition) where state = 'queued' and began is null;
create index job_queued on job (due, id) where state = 'queued';
create index job_ended on job (collection, kind, ended);

-- The processes that take jobs.
create table worker (
  name text primary key,
  beat timestamptz not null default now()
);
