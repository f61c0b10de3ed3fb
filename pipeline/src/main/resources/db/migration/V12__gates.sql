-- Runs of `advance`, so that whoever waits for a gate can be told that nobody asks it.
CREATE TABLE IF NOT EXISTS advance_runs (
  run        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product    VARCHAR(64)              NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  exit_code  INTEGER                  NOT NULL
);
CREATE INDEX IF NOT EXISTS advance_runs_by_end ON advance_runs (product, ended_at);

-- Counters kept on write: gates are asked often, and rings are large. Empty texts stand for nothing.
CREATE TABLE IF NOT EXISTS ring_members (
  product  VARCHAR(64) NOT NULL,
  ring     VARCHAR(64) NOT NULL,
  devices  INTEGER     NOT NULL CHECK (devices >= 0),
  -- Rises whenever a device comes or goes: what was counted under another one is counted anew.
  revision BIGINT      NOT NULL,
  PRIMARY KEY (product, ring)
);

CREATE TABLE IF NOT EXISTS running_states (
  product           VARCHAR(64) NOT NULL,
  ring              VARCHAR(64) NOT NULL,
  os                VARCHAR(23) NOT NULL,
  ocp               VARCHAR(23) NOT NULL,
  installed_release VARCHAR(23) NOT NULL,
  devices           INTEGER     NOT NULL CHECK (devices >= 0),
  PRIMARY KEY (product, ring, os, ocp, installed_release)
);

-- Votes of devices that are enrolled in the ring now; a state of '' is no final one.
CREATE TABLE IF NOT EXISTS vote_counts (
  product     VARCHAR(64) NOT NULL,
  ring        VARCHAR(64) NOT NULL,
  version     VARCHAR(23) NOT NULL,
  final_state VARCHAR(9)  NOT NULL,
  final_code  VARCHAR(10) NOT NULL,
  devices     INTEGER     NOT NULL CHECK (devices >= 0),
  PRIMARY KEY (product, ring, version, final_state, final_code)
);

-- How many devices of a ring lie in a share: as many hashes as the ring has devices.
CREATE TABLE IF NOT EXISTS share_counts (
  product  VARCHAR(64)    NOT NULL,
  ring     VARCHAR(64)    NOT NULL,
  salt     VARCHAR(32)    NOT NULL,
  share    NUMERIC(13, 12) NOT NULL,
  revision BIGINT         NOT NULL,
  devices  INTEGER        NOT NULL,
  PRIMARY KEY (product, ring, salt, share)
);

-- Each of these may have been cut off before: H2 commits at every change of a table.
DELETE FROM ring_members;
INSERT INTO ring_members (product, ring, devices, revision)
SELECT product, ring, COUNT(*), 1 FROM enrolled_devices GROUP BY product, ring;

DELETE FROM running_states;
INSERT INTO running_states (product, ring, os, ocp, installed_release, devices)
SELECT product, ring, COALESCE(os, ''), COALESCE(ocp, ''), COALESCE(installed_release, ''), COUNT(*)
FROM enrolled_devices
GROUP BY product, ring, COALESCE(os, ''), COALESCE(ocp, ''), COALESCE(installed_release, '');

DELETE FROM vote_counts;
INSERT INTO vote_counts (product, ring, version, final_state, final_code, devices)
SELECT v.product, v.ring, v.version, COALESCE(v.final_state, ''), COALESCE(v.final_code, ''),
  COUNT(*)
FROM device_votes v JOIN enrolled_devices e
  ON e.product = v.product AND e.device = v.device AND e.ring = v.ring
GROUP BY v.product, v.ring, v.version, COALESCE(v.final_state, ''), COALESCE(v.final_code, '');

CREATE INDEX IF NOT EXISTS enrolled_devices_by_state
  ON enrolled_devices (product, ring, os, ocp, installed_release, device);
DROP INDEX IF EXISTS enrolled_devices_by_ring;
-- Whether the device is enrolled in the ring of the vote now: the others do not count.
ALTER TABLE device_votes ADD COLUMN IF NOT EXISTS enrolled BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE device_votes SET enrolled = TRUE
WHERE EXISTS (SELECT 1 FROM enrolled_devices e
  WHERE e.product = device_votes.product AND e.device = device_votes.device
    AND e.ring = device_votes.ring);
-- Who is silent, and what a device that comes or goes has voted.
CREATE INDEX IF NOT EXISTS device_votes_by_silence
  ON device_votes (product, ring, version, enrolled, final_state, installing_at);
CREATE INDEX IF NOT EXISTS device_votes_by_device ON device_votes (product, device);

-- That a run found everything live as it should be: the next one need not verify the same again.
CREATE TABLE IF NOT EXISTS live_marks (
  product   VARCHAR(64)              NOT NULL PRIMARY KEY,
  wanted    VARCHAR(64)              NOT NULL,
  timestamp_sha256 VARCHAR(64)       NOT NULL,
  due       TIMESTAMP WITH TIME ZONE NOT NULL
);
