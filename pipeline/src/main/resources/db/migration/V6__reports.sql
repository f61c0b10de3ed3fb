-- Devices whose reports count.
CREATE TABLE enrolled_devices (
  product     VARCHAR(64)              NOT NULL,
  device      VARCHAR(64)              NOT NULL,
  ring        VARCHAR(64)              NOT NULL,
  enrolled_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (product, device)
);
CREATE INDEX enrolled_devices_by_ring ON enrolled_devices (product, ring);

-- Reports that need not be read again; outcome is 'accepted' or a finding's code.
CREATE TABLE device_reports (
  product     VARCHAR(64)              NOT NULL,
  report      VARCHAR(36)              NOT NULL,
  reported_on DATE                     NOT NULL,
  outcome     VARCHAR(8)               NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE NOT NULL,
  -- With the date: a copy that was rejected in another folder settles nothing about the true one.
  PRIMARY KEY (product, reported_on, report)
);

-- One vote a device and release: its latest final state, else since when it installs.
CREATE TABLE device_votes (
  product       VARCHAR(64) NOT NULL,
  ring          VARCHAR(64) NOT NULL,
  version       VARCHAR(23) NOT NULL,
  device        VARCHAR(64) NOT NULL,
  final_state   VARCHAR(9)  CHECK (final_state IN ('succeeded', 'failed')),
  final_code    VARCHAR(10),
  final_at      TIMESTAMP WITH TIME ZONE,
  final_report  VARCHAR(36),
  installing_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (product, ring, version, device)
);
