-- What each stage of the submission job holds. Versions are kept as text, digests as lower-case hex.

create table submission (
  digest      char(64)    not null primary key,
  product     varchar(64) not null,
  version     varchar(23) not null,
  received_at timestamp with time zone not null
);

create table submitted_file (
  submission char(64)      not null references submission (digest),
  position   integer       not null,
  role       varchar(16)   not null,
  shown_as   varchar(1024) not null,
  file_name  varchar(255)  not null,
  sha256     char(64)      not null,
  length     bigint        not null,
  primary key (submission, position)
);

create table validation_report (
  submission  char(64) not null primary key references submission (digest),
  passed      boolean  not null,
  report      text     not null,
  reported_at timestamp with time zone not null
);

create table validated_package (
  submission     char(64)     not null references validation_report (submission),
  position       integer      not null,
  role           varchar(16)  not null,
  sha256         char(64)     not null,
  kind           varchar(8)   not null,
  identity       varchar(255) not null,
  version        varchar(23)  not null,
  architecture   varchar(8),
  keep_signature boolean      not null,
  primary key (submission, position)
);

create table signed_artifact (
  unsigned_sha256 char(64)    not null,
  certificate     char(64)    not null,
  signed_sha256   char(64)    not null,
  length          bigint      not null,
  product         varchar(64) not null,
  signed_at       timestamp with time zone not null,
  primary key (unsigned_sha256, certificate)
);

-- Which signed file stands for which package of a submission; written by the sign step's chunks.
create table signed_package (
  submission char(64) not null references submission (digest),
  position   integer  not null,
  sha256     char(64) not null,
  length     bigint   not null,
  primary key (submission, position)
);

-- Which packages are in the store; written by the publish step's chunks.
create table uploaded_package (
  submission char(64)     not null references submission (digest),
  position   integer      not null,
  target     varchar(160) not null,
  primary key (submission, position)
);

create table published_release (
  product      varchar(64) not null,
  version      varchar(23) not null,
  submission   char(64)    not null references submission (digest),
  ocp          varchar(23),
  published_at timestamp with time zone not null,
  primary key (product, version)
);

create table published_package (
  product         varchar(64)  not null,
  version         varchar(23)  not null,
  position        integer      not null,
  target          varchar(160) not null,
  kind            varchar(8)   not null,
  identity        varchar(255) not null,
  package_version varchar(23)  not null,
  architecture    varchar(8),
  length          bigint       not null,
  sha256          char(64)     not null,
  signers         varchar(260) not null,
  primary key (product, version, position),
  foreign key (product, version) references published_release (product, version)
);

-- Rings, gates, waivers and notes may change after the release is published: each time a revision.
create table plan_revision (
  product    varchar(64) not null,
  version    varchar(23) not null,
  revision   integer     not null,
  manifest   text        not null,
  planned_at timestamp with time zone not null,
  primary key (product, version, revision),
  foreign key (product, version) references published_release (product, version)
);

create table publisher (
  product       varchar(64) not null,
  certificate   char(64)    not null,
  subject       varchar(512) not null,
  der           text        not null,
  registered_at timestamp with time zone not null,
  retired_at    timestamp with time zone,
  primary key (product, certificate)
);
