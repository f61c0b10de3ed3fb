-- What people decide on is a plan: of a release, or of the flight of a ring.
alter table approval_request add column if not exists ring varchar(64) default '' not null;
alter table approval_request add column if not exists submission varchar(64) default '' not null;
alter table approval add column if not exists ring varchar(64) default '' not null;
-- Names of people without whom no number of approvals is enough, as a JSON list.
alter table approval_request add column if not exists named text default '[]' not null;

-- Before there were plans people were asked about a release by the digest of its content. They are
-- asked anew, by the digest of its plan.
delete from approval_request where purpose = 'signing' and version <> '';

-- What a digest that people were asked about binds, so that it can be shown and compared. Whoever
-- reads it computes the digest again.
create table if not exists bound_plan (
  digest  char(64)    not null primary key,
  product varchar(64) not null,
  bound   text        not null,
  kept_at timestamp with time zone not null
);

-- Who handed a release in, read from the signature of its OEM custom package while it was there.
create table if not exists release_author (
  submission char(64) not null primary key,
  names      text     not null,
  keys       text     not null
);

-- By which plan a submission passed validation last.
create table if not exists judged_plan (
  submission char(64) not null primary key,
  plan       char(64) not null
);

-- For which plan the signatures of a ring's offer were asked: those for another plan are asked anew.
create table if not exists signing_plan (
  product varchar(64) not null,
  ring    varchar(64) not null,
  plan    char(64)    not null,
  primary key (product, ring)
);
