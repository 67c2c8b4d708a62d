/** @module Statements that read a sealed generation: `$1` is the collection, `$2` the number of the generation. */

import { type PassageTable, sql } from "./statement.ts";

/** The ID of a generation is removed before any row, so that each statement finds either all of its rows or none. */
export const SNAPSHOT_STATEMENTS = {
  check: sql("snapshot check")`
    select number from generation where collection = $1 and number = $2 and id is not null`,
  postings: sql("snapshot postings")`
    select posting.term, posting.number, posting.passages
    from generation left join posting on posting.collection = $1 and posting.generation = $2
      and posting.term = any($3::text[])
    where generation.collection = $1 and generation.number = $2 and generation.id is not null`,
  words: sql("snapshot words")`
    select array_to_string(word.words, ' ') as words
    from word
    where word.collection = $1 and word.generation = $2 and word.length between $3::int4 - 1 and $3::int4 + 1
      and exists (select from generation
        where generation.collection = $1 and generation.number = $2 and generation.id is not null)
    order by word.length`,
  documents: sql("snapshot documents")`
    select document.path, blob.bytes
    from document join blob on blob.collection = $1 and blob.sha256 = document.blob
    where document.collection = $1 and document.generation = $2 and document.path = any($3::text[])
      and exists (select from generation
        where generation.collection = $1 and generation.number = $2 and generation.id is not null)`,
  list: sql("snapshot list")`
    select document.path, document.passages, document.first_row
    from document
    where document.collection = $1 and document.generation = $2 and document.position >= $3
      and exists (select from generation
        where generation.collection = $1 and generation.number = $2 and generation.id is not null)
    order by document.position limit $4`,
} as const;

/** The most passages that pgvector searches an HNSW for at once. */
export const MOST_SEARCHED = 1000;

/** The statements on the table of the passages. */
export const PASSAGE_STATEMENTS = {
  nearest: (table: PassageTable) => sql("snapshot nearest")`
    select passage.row, passage.embedding <#> $3::vector as distance
    from ${table} as passage
    where passage.collection = $1 and passage.generation = $2
      and exists (select from generation
        where generation.collection = $1 and generation.number = $2 and generation.id is not null)
    order by distance, passage.row limit $4`,
  /**
   * The nearest by the HNSW of a large table, of which the exact nearest are chosen. The search reads its settings when it
   * begins; they end with the statement. With limits that are parameters, the planner would not use the index.
   */
  closest: (table: PassageTable, dimensions: number, most = MOST_SEARCHED) =>
    sql("snapshot closest")`
    select near.row, near.distance
    from (select set_config('hnsw.ef_search', '${most}', true) as ef,
      set_config('hnsw.iterative_scan', 'strict_order', true) as scan) as setting
    cross join lateral (
      select passage.row, passage.embedding <#> $3::vector as distance
      from ${table} as passage
      where passage.collection = $1 and passage.generation = $2 and setting.ef is not null
        and exists (select from generation
        where generation.collection = $1 and generation.number = $2 and generation.id is not null)
      order by (passage.embedding::halfvec(${dimensions})) <#> $3::vector::halfvec(${dimensions})
      limit ${most}
    ) as near
    order by near.distance, near.row limit $4`,
  candidates: (table: PassageTable) => sql("snapshot candidates")`
    select passage.id, passage.row, passage.line, passage.language, vector_send(passage.embedding) as embedding,
      passage.sentences, passage.native, passage.terms
    from ${table} as passage
    where passage.collection = $1 and passage.generation = $2 and passage.id = any($3::text[])
      and exists (select from generation
        where generation.collection = $1 and generation.number = $2 and generation.id is not null)`,
  tokens: (table: PassageTable) => sql("snapshot tokens")`
    select passage.id, coalesce(passage.tokens, same.tokens) as tokens
    from ${table} as passage left join ${table} as same on same.collection = $1 and same.generation = $2
      and same.row = passage.tokens_row and passage.tokens is null
    where passage.collection = $1 and passage.generation = $2 and passage.id = any($3::text[])
      and exists (select from generation
        where generation.collection = $1 and generation.number = $2 and generation.id is not null)`,
  passages: (table: PassageTable) => sql("snapshot passages")`
    select passage.id, passage.line
    from ${table} as passage
    where passage.collection = $1 and passage.generation = $2 and passage.id = any($3::text[])
      and exists (select from generation
        where generation.collection = $1 and generation.number = $2 and generation.id is not null)`,
  /** Each passage asked for with those beside it in its document, and itself. */
  neighbours: (table: PassageTable) => sql("snapshot neighbours")`
    select passage.id, passage.row - document.first_row as place, document.passages as of, near.id as near,
      near.row - passage.row as step, near.line
    from ${table} as passage
    join document on document.collection = $1 and document.generation = $2
      and document.position = passage.document
    join ${table} as near on near.collection = $1 and near.generation = $2
      and near.row between greatest(passage.row - 1, document.first_row)
      and least(passage.row + 1, document.first_row + document.passages - 1)
    where passage.collection = $1 and passage.generation = $2 and passage.id = any($3::text[])
      and exists (select from generation
        where generation.collection = $1 and generation.number = $2 and generation.id is not null)`,
  ofDocument: (table: PassageTable) => sql("snapshot document")`
    select passage.id, passage.line
    from document left join ${table} as passage on passage.collection = $1 and passage.generation = $2
      and passage.row between document.first_row and document.first_row + document.passages - 1
    where document.collection = $1 and document.generation = $2 and document.path = $3
      and exists (select from generation
        where generation.collection = $1 and generation.number = $2 and generation.id is not null)
    order by passage.row`,
  firsts: (table: PassageTable) => sql("snapshot firsts")`
    select passage.id
    from document join ${table} as passage on passage.collection = $1 and passage.generation = $2
      and passage.row = document.first_row and document.passages > 0
    where document.collection = $1 and document.generation = $2
      and exists (select from generation
        where generation.collection = $1 and generation.number = $2 and generation.id is not null)
    order by document.position limit $3`,
  /** The passages whose label has each word that is given with their language. */
  labelled: (table: PassageTable) => sql("snapshot labelled")`
    select passage.id
    from ${table} as passage
    where passage.collection = $1 and passage.generation = $2 and not exists (
        select from unnest($3::text[], $4::text[]) as typed (language, word)
        where typed.language = passage.language and strpos(passage.label, typed.word) = 0)
      and exists (select from generation
        where generation.collection = $1 and generation.number = $2 and generation.id is not null)
    order by passage.row limit $5`,
} as const;
