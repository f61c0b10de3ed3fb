-- Approvals are of changes of a policy, too: their purposes have longer names.
ALTER TABLE approval_request ALTER COLUMN purpose SET DATA TYPE VARCHAR(24);
ALTER TABLE approval ALTER COLUMN purpose SET DATA TYPE VARCHAR(24);

-- What somebody wants to change, for whoever decides on its digest to look at: a policy.yaml, or a
-- submitter's certificate in Base64. Nobody believes it unless it has the digest.
CREATE TABLE IF NOT EXISTS policy_proposal (
  product     VARCHAR(64) NOT NULL,
  purpose     VARCHAR(24) NOT NULL,
  digest      CHAR(64)    NOT NULL,
  document    TEXT        NOT NULL,
  proposed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (product, purpose, digest)
);

-- What changed, in order, with each policy.yaml that ever bound the product. An approval that is
-- not younger than the newest row lets nothing change any more.
CREATE TABLE IF NOT EXISTS policy_change (
  product    VARCHAR(64) NOT NULL,
  number     BIGINT      NOT NULL,
  purpose    VARCHAR(24) NOT NULL,
  digest     CHAR(64)    NOT NULL,
  document   TEXT        NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (product, number)
);
