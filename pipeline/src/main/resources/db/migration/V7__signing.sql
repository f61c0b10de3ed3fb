-- Files that 'sign' handed out: they lie where the user wanted them, not in the home. The same file
-- may have been signed for several folders.
create table signed_output (
  unsigned_sha256 char(64)    not null,
  certificate     char(64)    not null,
  signed_sha256   char(64)    not null,
  length          bigint      not null,
  product         varchar(64) not null,
  signed_at       timestamp with time zone not null,
  primary key (unsigned_sha256, certificate, signed_sha256)
);

-- A submission of which everything is signed, and with which certificate: from here on no key is
-- needed to finish it. The rebuilt OEM custom package is found by its unsigned digest.
create table signed_submission (
  submission   char(64) not null primary key references submission (digest),
  certificate  char(64) not null,
  ocp_unsigned char(64),
  signed_at    timestamp with time zone not null
);
