-- What waits for people before a key is used. A single file has the version ''.
create table approval_request (
  purpose      varchar(16) not null,
  product      varchar(64) not null,
  digest       char(64)    not null,
  version      varchar(23) not null,
  needed       integer     not null,
  packages     integer,
  findings     integer,
  author_names text        not null,
  author_keys  text        not null,
  asked_at     timestamp with time zone not null,
  primary key (purpose, product, digest, version)
);

-- What people said, each document whole. The other columns only help to find it: they are read out
-- of the document, and whoever counts approvals verifies the document and believes no column.
create table approval (
  sha256      char(64)    not null primary key,
  purpose     varchar(16) not null,
  product     varchar(64) not null,
  digest      char(64)    not null,
  version     varchar(23) not null,
  person      varchar(64) not null,
  decision    varchar(8)  not null,
  document    text        not null,
  recorded_at timestamp with time zone not null
);
create index approval_by_digest on approval (product, digest);
create index approval_by_version on approval (product, version);
