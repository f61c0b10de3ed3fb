-- Flights: what never changes about them, and when their ring passed.
CREATE TABLE flights (
  product             VARCHAR(64)              NOT NULL,
  flight_number       BIGINT                   NOT NULL CHECK (flight_number > 0),
  ring                VARCHAR(64)              NOT NULL,
  version             VARCHAR(23)              NOT NULL,
  submission          VARCHAR(64)              NOT NULL,
  os                  VARCHAR(23),
  ocp                 VARCHAR(23),
  started_at          TIMESTAMP WITH TIME ZONE NOT NULL,
  silent_after_millis BIGINT                   NOT NULL,
  halt_devices        INTEGER                  NOT NULL,
  automatic           BOOLEAN                  NOT NULL,
  approvals           INTEGER                  NOT NULL,
  all_enrolled        BOOLEAN                  NOT NULL,
  min_devices         INTEGER                  NOT NULL,
  max_failures        INTEGER                  NOT NULL,
  soak_millis         BIGINT                   NOT NULL,
  success_lower_bound DOUBLE PRECISION,
  halt_above_failures DOUBLE PRECISION,
  digest              VARCHAR(64)              NOT NULL,
  passed_at           TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (product, flight_number),
  UNIQUE (product, ring, version)
);

CREATE TABLE flight_ramp (
  product       VARCHAR(64)      NOT NULL,
  flight_number BIGINT           NOT NULL,
  step          INTEGER          NOT NULL,
  percent       DOUBLE PRECISION NOT NULL,
  after_millis  BIGINT           NOT NULL,
  PRIMARY KEY (product, flight_number, step),
  FOREIGN KEY (product, flight_number) REFERENCES flights (product, flight_number)
);

CREATE TABLE flight_halt_codes (
  product       VARCHAR(64) NOT NULL,
  flight_number BIGINT      NOT NULL,
  code          VARCHAR(10) NOT NULL,
  PRIMARY KEY (product, flight_number, code),
  FOREIGN KEY (product, flight_number) REFERENCES flights (product, flight_number)
);

-- How each release stands in each ring: what rollout.json is made of.
CREATE TABLE rollout_releases (
  product    VARCHAR(64)              NOT NULL,
  ring       VARCHAR(64)              NOT NULL,
  version    VARCHAR(23)              NOT NULL,
  state      VARCHAR(8)               NOT NULL CHECK (state IN ('active', 'paused', 'halted')),
  share      NUMERIC(13, 12)          NOT NULL CHECK (share >= 0 AND share <= 1),
  salt       VARCHAR(32)              NOT NULL,
  reason     TEXT                     NOT NULL,
  resumed    INTEGER                  NOT NULL CHECK (resumed >= 0),
  widened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (product, ring, version)
);
