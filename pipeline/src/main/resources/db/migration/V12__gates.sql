-- Runs of `advance`, so that whoever waits for a gate can be told that nobody asks it.
CREATE TABLE advance_runs (
  run        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product    VARCHAR(64)              NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  exit_code  INTEGER                  NOT NULL
);
CREATE INDEX advance_runs_by_end ON advance_runs (product, ended_at);
